export { Delivery } from './delivery.js';
export { Jobs, type FailedJob, type QueueCounts } from './jobs.js';
export { MessagingModule } from './messaging.module.js';
export { migrateJobs } from './migrate-jobs.js';
export { Receipts } from './receipts.js';
export { Schedules } from './schedules.js';
export type { MessagingRole, MessagingSettings, QueueName } from './settings.js';
export { Subscribers } from './subscribers.js';
export { Handles, Projects, Scheduled, type HandlerOptions, type Timing } from './subscriptions.js';
