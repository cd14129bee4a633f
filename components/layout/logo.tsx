export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 20"
      width={size}
      height={(size * 20) / 24}
      fill="none"
      className="shrink-0 text-accent"
    >
      <path
        d="M2.5 17.5V4.5l5.2 5L12 4l4.3 5.5 5.2-5v13"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="2.5" cy="17.5" r="1.9" fill="currentColor" />
      <circle cx="21.5" cy="17.5" r="1.9" fill="currentColor" />
    </svg>
  );
}
