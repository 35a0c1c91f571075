import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ApplicationRecords } from '../application/application-records.js';
import { ApplicationsService } from '../application/applications.service.js';
import { Sittings, type Sitting } from '../application/sittings.js';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { blockerLinks, recordSections, type RecordNames } from './application-record.page.js';
import { pathOf } from './application.page.js';
import { catalogueNames } from './catalogue-names.js';
import { sizeInWords } from './documents.page.js';
import { ButtonForm, DeclarationForm } from './providers.forms.js';

/** Checking and submitting an application, its receipt and its print, taking it back and deleting it. */
@Controller('applications/:id')
export class ApplicationSubmissionController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly sittings: Sittings,
    private readonly records: ApplicationRecords,
    private readonly catalogue: Catalogue,
  ) {}

  @Get('check-answers')
  @Needs('application.submit')
  async check(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const sitting = await this.sittings.open(actor, id, 'application.submit');
    return sitting.application.status === 'draft' ? this.checkPage(sitting, firstAttempt()) : redirect(pathOf(id, 'receipt'));
  }

  @Post('check-answers')
  @Needs('application.submit')
  submit(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DeclarationForm, body, {
      run: () => this.applications.submit(actor, id),
      done: () => redirect(pathOf(id, 'receipt')),
      again: async (attempt) => {
        const sitting = await this.sittings.open(actor, id, 'application.submit');
        // Sent twice at once: the first has submitted it.
        return sitting.application.status === 'draft' ? this.checkPage(sitting, attempt) : redirect(pathOf(id, 'receipt'));
      },
    });
  }

  @Get('receipt')
  @Needs('application.read')
  async receipt(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { application, vehicle } = await this.sittings.open(actor, id);
    if (!application.submittedAt) return redirect(pathOf(id));
    const submittedBy = await this.records.nameOf(application.submittedBy);
    return page('providers/web/views/receipt', { application, submittedBy, vehicleName: vehicle.name, path: pathOf(id), back: '/applications' });
  }

  @Get('print')
  @Needs('application.read')
  async print(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const sitting = await this.sittings.open(actor, id);
    const { application, vehicle } = sitting;
    const documents = await this.records.documents(sitting);
    return page('providers/web/views/print-application', {
      application,
      vehicleName: vehicle.name,
      providerName: await this.records.providerName(application),
      submittedBy: await this.records.nameOf(application.submittedBy),
      sections: recordSections(sitting, await this.names(documents)).map(({ title, rows }) => ({ title, rows: rows.map(({ label, value }) => ({ label, value })) })),
      documents: documents.map((each) => ({ ...each, size: sizeInWords(each.sizeBytes) })),
      back: pathOf(id),
    });
  }

  @Get('take-back')
  @Needs('application.take-back')
  async askTakeBack(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const application = await this.applications.application(actor, id, 'application.take-back');
    return application.status === 'submitted' ? endPage('take-back', id, firstAttempt()) : redirect(pathOf(id));
  }

  @Post('take-back')
  @Needs('application.take-back')
  takeBack(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ButtonForm, body, {
      run: () => this.applications.takeBack(actor, id),
      done: () => redirect(pathOf(id), { flash: 'You have taken the application back. Change what you like, then submit it again, or delete it.' }),
      again: (attempt) => endPage('take-back', id, attempt),
    });
  }

  @Get('delete')
  @Needs('application.delete')
  async askDelete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const application = await this.applications.application(actor, id, 'application.delete');
    return application.status === 'draft' ? endPage('delete', id, firstAttempt()) : redirect(pathOf(id));
  }

  @Post('delete')
  @Needs('application.delete')
  delete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ButtonForm, body, {
      run: () => this.applications.delete(actor, id),
      done: () => redirect('/applications', { flash: 'Application deleted' }),
      again: (attempt) => endPage('delete', id, attempt),
    });
  }

  private async checkPage(sitting: Sitting, attempt: Attempt): Promise<Page> {
    const sections = recordSections(sitting, await this.names(await this.records.documents(sitting)));
    return page('providers/web/views/check-application', { attempt, sections, blockers: blockerLinks(sitting), vehicleName: sitting.vehicle.name, back: pathOf(sitting.application.id) });
  }

  private async names(documents: RecordNames['documents']): Promise<RecordNames> {
    return { ...(await catalogueNames(this.catalogue)), documents };
  }
}

function endPage(kind: 'take-back' | 'delete', id: string, attempt: Attempt): Page {
  return page('providers/web/views/end-application', { kind, attempt, back: pathOf(id) });
}
