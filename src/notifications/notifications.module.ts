import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Environment } from '#libs/config';
import { Clock } from '#libs/kernel';
import { IdentityModule } from '../identity/identity.module.js';
import { GovukNotify } from './adapters/govuk-notify.js';
import { MailService } from './adapters/mail.service.js';
import { MailboxMail } from './adapters/mailbox-mail.js';
import { TasksApiController } from './api/tasks.api.controller.js';
import { EventFactsReader } from './application/event-facts.js';
import { LimitedReferrals } from './application/limited-referrals.js';
import { Mailbox } from './application/mailbox.js';
import { MessagesService } from './application/messages.service.js';
import { Readers } from './application/readers.js';
import { TaskInbox } from './application/task-inbox.js';
import { TaskQueries } from './application/tasks.queries.js';
import { TasksService } from './application/tasks.service.js';
import { ConversationHandlers } from './jobs/conversation.handlers.js';
import { ConversationProjections } from './jobs/conversation.projections.js';
import { CapacityNoticesHandlers } from './jobs/capacity-notices.handlers.js';
import { CapacityNoticesProjections } from './jobs/capacity-notices.projections.js';
import { HandoverHandlers } from './jobs/handover.handlers.js';
import { HandoverTaskProjections } from './jobs/handover.projections.js';
import { DraftNoticesHandlers } from './jobs/draft-notices.handlers.js';
import { DraftNoticesProjections } from './jobs/draft-notices.projections.js';
import { JoiningHandlers } from './jobs/joining.handlers.js';
import { JoiningProjections } from './jobs/joining.projections.js';
import { NotificationsHandlers } from './jobs/notifications.handlers.js';
import { NotificationsProjections } from './jobs/notifications.projections.js';
import { SinceSentHandlers } from './jobs/since-sent.handlers.js';
import { SinceSentProjections } from './jobs/since-sent.projections.js';
import { StaffNoticesHandlers } from './jobs/staff-notices.handlers.js';
import { StaffNoticesProjections } from './jobs/staff-notices.projections.js';
import { FinishedTaskEntity } from './persistence/finished-task.entity.js';
import { MailboxController } from './web/mailbox.web.controller.js';
import { NotificationsNavigation } from './web/notifications.navigation.js';
import { TasksController } from './web/tasks.web.controller.js';

/** GOV.UK Notify where it is configured. Never from the demo world, whose people have no mailboxes. */
function mailFor({ notifyApiKey, notifyTemplateId, demo }: Environment, clock: Clock): MailService {
  return notifyApiKey && notifyTemplateId && !demo ? new GovukNotify({ apiKey: notifyApiKey, templateId: notifyTemplateId }, clock) : new MailboxMail();
}

/** What waits for whom, and who is told about what. */
@Module({
  imports: [TypeOrmModule.forFeature([FinishedTaskEntity]), IdentityModule],
  controllers: [TasksApiController, TasksController, MailboxController],
  providers: [
    { provide: MailService, useFactory: mailFor, inject: [Environment, Clock] },
    EventFactsReader,
    LimitedReferrals,
    Readers,
    Mailbox,
    MessagesService,
    TaskInbox,
    TaskQueries,
    TasksService,
    ConversationHandlers,
    ConversationProjections,
    CapacityNoticesHandlers,
    CapacityNoticesProjections,
    HandoverHandlers,
    HandoverTaskProjections,
    DraftNoticesHandlers,
    DraftNoticesProjections,
    JoiningHandlers,
    JoiningProjections,
    NotificationsHandlers,
    NotificationsProjections,
    SinceSentHandlers,
    SinceSentProjections,
    StaffNoticesHandlers,
    StaffNoticesProjections,
    NotificationsNavigation,
  ],
})
export class NotificationsModule {}
