export { agencyScope, inScope, type Scope, withDescendants } from './agency-scope';
export { ACTIONS, type Action, CAPABILITIES, can } from './can';
export { alertFor } from './personal-data';
export { type Ownership, type ScopedCollection, scopeFilter, sourcesInScope } from './scope-filter';
