import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { AcceptsUpload, UploadedDocument, type ReceivedFile } from '#libs/documents';
import { ensure, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { StaffFileRefused, StaffImportService } from '../application/staff-import.service.js';
import { StaffPages } from '../application/staff-pages.js';
import { VettingLevels } from '../application/vetting-levels.js';
import { STAFF_COLUMNS } from '../domain/staff-import.js';
import { StaffImportForm } from './staff.forms.js';

const MOST_BYTES = 1024 * 1024;
const example = ['Alex Example', '1990-03-27', 'Housing caseworker', 'alex@example.org', 'enhanced', '2029-03-31'];

/** Bringing a register up to date from a file. */
@Controller('staff')
export class StaffImportController {
  constructor(
    private readonly imports: StaffImportService,
    private readonly pages: StaffPages,
    private readonly levels: VettingLevels,
  ) {}

  /** The heading and one invented person. */
  @Get('template.csv')
  @Needs('staff.add')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="staff-register.csv"')
  template(): string {
    return `\uFEFF${STAFF_COLUMNS.join(',')}\r\n${example.join(',')}\r\n`;
  }

  @Get('import')
  @Needs('staff.add')
  ask(@CurrentActor() actor: Actor): Promise<Page> {
    return this.importPage(actor, firstAttempt());
  }

  @Post('import')
  @Needs('staff.add')
  @AcceptsUpload()
  async import(@CurrentActor() actor: Actor, @Body() body: unknown, @UploadedDocument() file: ReceivedFile | null): Promise<PageAnswer> {
    const [only] = await this.pages.keptBy(actor);
    let refused: StaffFileRefused | null = null;
    const run = async ({ organisationId, csv }: StaffImportForm) => {
      const text = file ? await textOf(file) : csv;
      ensure(text, 'file-missing', 'Choose a file, or paste the rows', 'file');
      return this.imports.import(actor, organisationId ?? only?.id ?? '', text).catch((error: unknown) => {
        if (error instanceof StaffFileRefused) refused = error;
        throw error;
      });
    };
    return submit(StaffImportForm, body, {
      run,
      done: ({ added, changed, unchanged }) => redirect('/staff', { flash: `${people(added)} added, ${people(changed)} changed, ${people(unchanged)} as before` }),
      again: (attempt) => this.importPage(actor, attempt, refused),
    });
  }

  private async importPage(actor: Actor, attempt: Attempt, refused: StaffFileRefused | null = null): Promise<Page> {
    const kept = await this.pages.keptBy(actor);
    const organisations = kept.length > 1 ? kept.map(({ id, name }) => ({ value: id, text: name })) : [];
    const count = refused?.faults.length ?? 0;
    const summary = [{ field: 'file', message: `Nothing was imported: ${count} ${count === 1 ? 'thing is' : 'things are'} wrong with the file. See the list below.` }];
    const levels = this.levels.all.map(({ code, name }) => ({ code, name }));
    return page('providers/web/views/staff-import', { attempt: refused ? { ...attempt, errors: summary } : attempt, faults: refused?.faults ?? [], organisations, levels });
  }
}

/** The text of a file as spreadsheets save it: UTF-8, or what Windows called text before. */
async function textOf({ path, isTooLarge, sizeBytes }: ReceivedFile): Promise<string> {
  ensure(!isTooLarge && sizeBytes <= MOST_BYTES, 'file-too-large', 'The file must be smaller than 1 MB', 'file');
  const bytes = await readFile(path);
  ensure(!bytes.includes(0), 'file-not-text', 'The file must be a CSV file, saved as text. In a spreadsheet, choose “Save as” and “CSV”.', 'file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
