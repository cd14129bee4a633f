/** How a mesh is looked at (live or as a draft would have it), and edits that go into drafts. */
export const view = {
  label: 'View',
  live: 'Live',
  liveHint: 'What is',
  draft: 'Draft',
  draftHint: 'What would be',
  past: 'Revision {revision} · read only',
  changes: '{count, plural, =0 {no change} one {# change} other {# changes}}',
  review: 'Review draft',
  menu: 'Drafts of this mesh',
  open: 'Open drafts',
  new: 'New draft…',
  all: 'All drafts',
  create: {
    title: 'New draft',
    lead: 'Edits are collected in it. No proxy gets them before you apply the draft.',
    nameHint: 'What the change is for, as others will read it.',
    failed: 'The draft was not made',
  },
  choose: {
    title: 'Into which draft?',
    lead: 'There are several open drafts. “{title}” goes into one of them.',
    new: 'New draft',
  },
  edit: { inDraft: 'In draft “{name}”', undo: 'Undo', failed: 'Nothing was changed' },
  production: {
    mark: 'Production',
    hint: 'This mesh is marked as production: a slider’s move goes into a draft. Open the mesh to change that.',
  },
  ended: {
    applied: 'Draft “{name}” was applied: revision {revision}. You see what is live.',
    gone: 'This draft was discarded. You see what is live.',
  },
} as const;
