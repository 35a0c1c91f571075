import { describe, expect, it } from '@jest/globals';
import { approveClaim, askToRegister, claimListing, confirmRegistration, isForgotten, refuseClaim, type Registration } from './registration.js';

const askedAt = new Date('2026-06-10T11:00:00Z');
const details = { name: ' Old Mill ', legalForm: 'registered-society', companyNumber: null, charityNumber: null, size: 'small', isVcse: true, turnoverPence: 1_00 } as const;
const pending: Registration = askToRegister(details, { id: 'r', registrationKey: null, askedAt }).row;
const claimed: Registration = { ...pending, status: 'claimed', providerId: 'listed' };
const answered = { by: 'ruth', now: askedAt };

describe('a registration', () => {
  it('waits until its first user confirms, and tells nobody of it', () => {
    expect(askToRegister(details, { id: 'r', registrationKey: null, askedAt })).toEqual({ row: expect.objectContaining({ name: 'Old Mill', status: 'pending', providerId: null }) });
    expect(confirmRegistration(pending, { providerId: 'p', now: askedAt })).toEqual({ changes: { status: 'confirmed', providerId: 'p', decidedAt: askedAt } });
    expect(() => confirmRegistration(claimed, { providerId: 'p', now: askedAt })).toThrow('already confirmed');
  });

  it('of a listed name goes to a commissioner, who answers once', () => {
    expect(claimListing(pending, { listingId: 'listed' })).toMatchObject({ changes: { status: 'claimed' }, events: [{ type: 'providers.listing-claimed', data: { registrationId: 'r', providerId: 'listed' } }] });
    expect(approveClaim(claimed, answered)).toMatchObject({ changes: { status: 'confirmed', decidedBy: 'ruth' }, events: [{ type: 'providers.listing-approved' }] });
    expect(refuseClaim(claimed, { ...answered, reason: 'Not them' })).toMatchObject({ changes: { status: 'refused', reason: 'Not them' }, events: [{ type: 'providers.listing-refused' }] });
    expect(() => refuseClaim(claimed, { ...answered, reason: ' ' })).toThrow('Enter the reason');
    expect(() => approveClaim({ ...claimed, status: 'refused' }, answered)).toThrow('already answered');
  });

  it('is forgotten after 7 days, unless it was confirmed', () => {
    expect(isForgotten(pending, new Date('2026-06-17T11:00:00Z'))).toBe(false);
    expect(isForgotten(pending, new Date('2026-06-17T11:00:01Z'))).toBe(true);
    expect(isForgotten(claimed, new Date('2026-12-01T11:00:00Z'))).toBe(false);
  });
});
