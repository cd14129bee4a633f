/** Has the browser save something as a file. */
export function saveBlob(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by the time that it is idle again.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
