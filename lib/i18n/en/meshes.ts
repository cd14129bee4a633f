/** Words of the list of meshes. */
export const meshes = {
  title: 'Meshes',
  lead: '{count, plural, one {# mesh} other {# meshes}} on this control plane',
  create: 'Create mesh',
  createLead: 'A mesh is a boundary: services inside it can call each other.',
  search: 'Find a mesh',
  noMatch: 'No mesh is called like “{search}”.',
  empty: {
    title: 'No mesh yet',
    hint: 'A mesh holds virtual services, routers and nodes. Create one here, import the files of the mesh that you had, or point the AWS CLI, an SDK, Terraform or the App Mesh controller at this control plane: what they make appears here at once.',
  },
  column: {
    mesh: 'Mesh',
    services: 'Services',
    nodes: 'Nodes',
    routes: 'Routes',
    proxies: 'Proxies',
    problems: 'Problems',
    revision: 'Revision',
    changed: 'Last change',
  },
  proxies: {
    none: 'none connected',
    current: '{current, number} of {total, number} current',
    refused: '{count, number} refused',
  },
  problems: {
    none: 'None',
    error: '{count, plural, one {# error} other {# errors}}',
    warning: '{count, plural, one {# warning} other {# warnings}}',
  },
  open: 'Open {name}',
  edit: 'Edit mesh',
  actions: 'Actions for {name}',
} as const;
