import type { Day } from '#libs/kernel';
import { Choice, Choices, DayField, Email, Text, Whole, type AskedWhen, type FormClass } from '#libs/web';
import type { AmendableContent } from '../domain/amendable.js';
import { sentenceKinds, type SentenceKind } from '../domain/referral-content.js';

const inCustody: AskedWhen = (body) => body['location'] === 'custody';

/** Every answer that can change after sending. Days may have passed since, so the rules judge only those that change. */
export class AmendForm {
  @Text({ label: 'First name', required: 'Enter the person’s first name', max: 100 }) firstName!: string;
  @Text({ label: 'Last name', required: 'Enter the person’s last name', max: 100 }) lastName!: string;
  @Text({ label: 'Ethnicity', max: 200 }) ethnicity!: string | null;
  @Text({ label: 'Preferred language', max: 200 }) preferredLanguage!: string | null;
  @Text({ label: 'Religion or belief', max: 200 }) religion!: string | null;
  @Text({ label: 'Disabilities' }) disabilities!: string | null;
  @Choice({ required: 'Select the kind of sentence', options: sentenceKinds }) sentenceKind!: SentenceKind;
  @Whole({ label: 'Enforceable days', required: 'Enter how many enforceable days the service can use', min: 1, max: 40, when: (body) => body['sentenceKind'] === 'order-with-rar' }) enforceableDays!: number | null;
  @DayField({ label: 'Sentence end date', required: 'Enter the date the sentence ends' }) sentenceEndsOn!: Day;
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: 'community' | 'custody';
  @Text({ label: 'Name of the prison', required: 'Enter the name of the prison', max: 200, when: inCustody }) prisonName!: string | null;
  @DayField({ label: 'Expected release date', when: inCustody }) expectedReleaseOn!: Day | null;
  @Text({ label: 'Why the release date is not known', when: inCustody }) releaseUnknownReason!: string | null;
  @Text({ label: 'Name of the main contact', required: 'Enter the name of the main contact before release', max: 200, when: inCustody }) mainContactName!: string | null;
  @Text({ label: 'Role of the main contact', max: 200, when: inCustody }) mainContactRole!: string | null;
  @Email({ label: 'Email address of the main contact', required: '', when: inCustody }) mainContactEmail!: string | null;
  @Text({ label: 'Phone number of the main contact', max: 50, when: inCustody }) mainContactPhone!: string | null;
  @Text({ label: 'Risk summary', required: 'Enter a summary of the risks' }) riskSummary!: string;
  @Text({ label: 'Additional risk information' }) additionalRisk!: string | null;
  @Text({ label: 'Accessibility needs' }) accessNeeds!: string | null;
  @Text({ label: 'Interpreter language', max: 100 }) interpreterLanguage!: string | null;
  @Text({ label: 'Caring or work responsibilities' }) responsibilities!: string | null;
  @Text({ label: 'When the person is unavailable' }) unavailableWhen!: string | null;
  @Text({ label: 'Anything else' }) anythingElse!: string | null;
  @DayField({ label: 'The date to complete the service by', required: 'Enter the date the service must be completed by' }) completeBy!: Day;
  @Text({ label: 'The reason for the later date' }) completeByReason!: string | null;
  @Text({ label: 'Reason for the referral', required: 'Enter the reason for the referral' }) reason!: string;
  @Text({ label: 'The reason', required: 'Enter why you are changing the referral' }) amendmentReason!: string;
}

// One class for each set of categories: the validation libraries keep every class they ever saw, so none is made per request.
const forms = new Map<string, FormClass<AmendForm>>();

/** The form for a referral's categories; none of them once outcomes and levels are locked. */
export function amendFormFor(categoryCodes: readonly string[]): FormClass<AmendForm> {
  const key = [...categoryCodes].sort().join(' ');
  const known = forms.get(key);
  if (known) return known;
  class Form extends AmendForm {}
  for (const code of categoryCodes) {
    Choice({ required: 'Select a complexity level' })(Form.prototype, `level-${code}`);
    Choices({ required: 'Select at least one desired outcome' })(Form.prototype, `outcomes-${code}`);
  }
  forms.set(key, Form);
  return Form;
}

/** What a form says, as a referral says it; needs that were not asked stay as they are. */
export function contentOfForm(form: AmendForm, before: AmendableContent): AmendableContent {
  const { amendmentReason: _, additionalRisk, accessNeeds, interpreterLanguage, responsibilities, unavailableWhen, anythingElse, ...said } = form;
  const asked = (name: string): unknown => Reflect.get(form, name);
  const details = Object.fromEntries(Object.entries(said).filter(([name]) => !/^(level|outcomes)-/.test(name))) as typeof said;
  return {
    ...details,
    additionalRisk: additionalRisk ?? '',
    accessNeeds: accessNeeds ?? '',
    interpreterLanguage: interpreterLanguage ?? '',
    responsibilities: responsibilities ?? '',
    unavailableWhen: unavailableWhen ?? '',
    anythingElse: anythingElse ?? '',
    needs: before.needs.map((need) => {
      const [level, outcomes] = [asked(`level-${need.categoryCode}`), asked(`outcomes-${need.categoryCode}`)];
      return { ...need, levelCode: typeof level === 'string' ? level : need.levelCode, outcomeCodes: Array.isArray(outcomes) ? (outcomes as string[]) : need.outcomeCodes };
    }),
  };
}

/** Content as the form shows it. */
export function valuesOf({ needs, ...details }: AmendableContent): Record<string, unknown> {
  return { ...details, ...Object.fromEntries(needs.flatMap((need) => [[`level-${need.categoryCode}`, need.levelCode], [`outcomes-${need.categoryCode}`, [...need.outcomeCodes]]])) };
}
