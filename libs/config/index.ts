export { ConfigModule } from './config.module.js';
export { Environment, type LogLevel, type Settings } from './environment.js';
export { loadEnvironment } from './load-environment.js';
export { localSecrets, type LocalSecrets } from './local-secrets.js';
export { ConfigurationError } from './variables.js';
