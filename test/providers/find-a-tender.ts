import type { ServerResponse } from 'node:http';
import { FakeService, json, type Asked } from '../support/fake-service.js';

/** A server that answers as the central digital platform's data sharing service does. */
export class FindATender extends FakeService {
  shared: Record<string, object> = {};
  latest = true;

  override forget(): void {
    super.forget();
    Object.assign(this, { shared: {}, latest: true });
  }

  protected override say(response: ServerResponse, { path }: Asked): void {
    if (path === '/share/data/verify') return json(response, 200, { shareCode: '9BLNwzKU', formVersionId: '1.0', isLatest: this.latest });
    const found = this.shared[path.replace('/share/data/', '')];
    if (found) json(response, 200, found);
    else json(response, 404, { type: 'https://tools.ietf.org/html/rfc9110#section-15.5.5', title: 'Share code not found', status: 404 });
  }
}

/** Supplier information in the documented shape, written by hand: an invented organisation with the numbers given. */
export function supplierInformation({ companyNumber, charityNumber, submittedAt = '2026-05-04T09:00:00.123456+00:00' }: { readonly companyNumber: string; readonly charityNumber?: string; readonly submittedAt?: string }): Record<string, unknown> {
  const id = '0b7e6b8e-5a40-4b8e-9a52-3d1c1a6f7a10';
  const nothing = { boolValue: null, numericValue: null, startValue: null, endValue: null, dateValue: null, textValue: null, optionValue: [], jsonValue: {}, documentUri: null };
  return {
    id,
    name: 'Import Trust',
    type: 'organisation',
    associatedPersons: [{ id: 'c3f1a9f0-0c51-4a0e-8f5e-5d9a7d1b2c11', name: 'Ann Example', relationship: 'PersonWithSignificantControlForIndiv', uri: null, roles: [], details: {} }],
    additionalParties: [],
    additionalEntities: [],
    identifier: { scheme: 'GB-COH', id: companyNumber, legalName: 'Import Trust', uri: null },
    additionalIdentifiers: [
      { scheme: 'GB-PPON', id: 'PTST-1234-ABCD', legalName: 'Import Trust', uri: null },
      ...(charityNumber ? [{ scheme: 'GB-CHC', id: charityNumber, legalName: 'Import Trust', uri: null }] : []),
      { scheme: 'VAT', id: null, legalName: 'Import Trust', uri: null },
    ],
    address: { streetAddress: '1 Invented Street', locality: 'Nowhere', region: null, postalCode: 'ZZ99 9ZZ', countryName: 'United Kingdom', country: 'GB', type: 'Registered' },
    contactPoint: { name: null, email: 'someone@test.example', telephone: null, url: 'https://import.test.example' },
    roles: ['tenderer'],
    details: { legalForm: null, scale: 'small', vcse: true, shelteredWorkshop: false, publicServiceMissionOrganization: true },
    supplierInformationData: {
      form: { name: 'Standard Questions', submissionState: 'Submitted', submittedAt, organisationId: id, formId: '0f0f8d2e-6f5e-4c58-9f43-0a2f4f0b6b12', formVersionId: '1.0', isRequired: true, shareCode: '9BLNwzKU' },
      answerSets: [
        { id: 'a', sectionName: 'Exclusions', answers: [] },
        { id: 'b', sectionName: 'Financial information', answers: [{ questionName: '_FinancialInformation03', ...nothing, boolValue: true }, { questionName: '_FinancialInformation01', ...nothing, dateValue: '2026-03-31' }] },
      ],
      questions: [{ type: 'Date', name: '_FinancialInformation01', title: 'What is the financial year end date?', text: '', isRequired: true, sectionName: 'Financial information', options: [], sortOrder: 4 }],
    },
  };
}
