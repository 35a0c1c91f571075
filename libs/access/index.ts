export { AccessModule } from './access.module.js';
export { Actions } from './actions.js';
export { CurrentActor, Needs, Public } from './needs.js';
export { NotSignedIn } from './not-signed-in.js';
export { isApiPath, localPath } from './request.js';
export { declaredRoutes, Routes, type DeclaredRoute } from './routes.js';
