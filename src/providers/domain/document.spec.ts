import { describe, expect, it } from '@jest/globals';
import { systemActor, within, type Actor } from '#libs/kernel';
import { ensureMayOpen, ensureMayUse, recordScan, removeDocument, shareDocument, uploadDocument, type Document } from './document.js';
import { documentPolicy } from './document.policy.js';

const now = new Date('2026-06-10T11:00:00Z');
const later = new Date('2026-06-11T11:00:00Z');
const kept = { name: 'policy.pdf', kind: 'pdf', sizeBytes: 900, sha256: 'ab', storageKey: 'k' };
const uploaded = (isScanned: boolean) => uploadDocument(kept, { id: 'd', providerId: 'p', by: 'u', now, isScanned });
const pending: Document = uploaded(true).row;
const clean: Document = uploaded(false).row;
const quarantined: Document = { ...pending, state: 'quarantined', threat: 'Eicar', scannedAt: now };
const shared: Document = { ...clean, shared: true, sharedAt: now };

const someone = (role: string, organisationId: string): Actor => ({ id: 'a', name: 'A', roles: [{ role, organisationId, teamId: null, areas: 'all' }], granted: [] });
const may = (actor: Actor, action: keyof typeof documentPolicy, document: Document) => within(documentPolicy[action](actor), document);

describe('a new document', () => {
  it('waits for the scanner where there is one', () => {
    expect(pending).toMatchObject({ state: 'pending', scannedAt: null, shared: false });
    expect(uploaded(true).events).toEqual([{ type: 'providers.document-uploaded', data: { documentId: 'd', providerId: 'p' } }]);
  });

  it('is clean but never scanned where there is none', () => {
    expect(clean).toMatchObject({ state: 'clean', scannedAt: null });
  });
});

describe('the scan', () => {
  it('lets a clean document be opened', () => {
    expect(recordScan(pending, { threat: null, now: later })).toEqual({ changes: { state: 'clean', scannedAt: later } });
  });

  it('shuts away one with a virus, and says so', () => {
    expect(recordScan(pending, { threat: 'Eicar', now: later })).toEqual({
      changes: { state: 'quarantined', threat: 'Eicar', scannedAt: later },
      events: [{ type: 'providers.document-quarantined', data: { documentId: 'd', providerId: 'p' } }],
    });
  });

  it('counts once: a second verdict changes nothing', () => {
    expect(recordScan(clean, { threat: 'Eicar', now: later })).toEqual({});
    expect(recordScan(quarantined, { threat: null, now: later })).toEqual({});
  });
});

describe('opening and using', () => {
  it('takes a clean document', () => {
    expect(() => ensureMayOpen(clean)).not.toThrow();
    expect(() => ensureMayOpen(pending)).toThrow(expect.objectContaining({ rule: 'document-pending' }));
    expect(() => ensureMayOpen(quarantined)).toThrow(expect.objectContaining({ rule: 'document-quarantined' }));
  });

  it('an answer may name a document that is still being checked, never one with a virus', () => {
    expect(() => ensureMayUse(pending)).not.toThrow();
    expect(() => ensureMayUse(quarantined, 'file')).toThrow(expect.objectContaining({ rule: 'document-quarantined', field: 'file' }));
  });
});

describe('sharing', () => {
  it('counts from the first time', () => {
    expect(shareDocument(clean, later)).toEqual({ changes: { shared: true, sharedAt: later } });
    expect(shareDocument(shared, later)).toEqual({});
  });

  it('waits for the check for viruses', () => {
    expect(() => shareDocument(pending, later)).toThrow(expect.objectContaining({ rule: 'document-pending' }));
    expect(() => shareDocument(quarantined, later)).toThrow(expect.objectContaining({ rule: 'document-quarantined' }));
  });
});

describe('removing', () => {
  it('is for documents nobody else has seen and no answer names', () => {
    expect(removeDocument(quarantined, { isUsed: false }).events).toEqual([{ type: 'providers.document-removed', data: { documentId: 'd', providerId: 'p' } }]);
    expect(() => removeDocument(shared, { isUsed: false })).toThrow(expect.objectContaining({ rule: 'document-shared' }));
    expect(() => removeDocument(clean, { isUsed: true })).toThrow(expect.objectContaining({ rule: 'document-in-use' }));
  });
});

describe('who may', () => {
  it('its own organisation reads it, its manager also uploads, shares and removes', () => {
    for (const role of ['provider-manager', 'provider-finance']) expect(may(someone(role, 'p'), 'document.read', clean)).toBe(true);
    for (const action of ['document.upload', 'document.share', 'document.remove'] as const) {
      expect(may(someone('provider-manager', 'p'), action, clean)).toBe(true);
      expect(may(someone('provider-finance', 'p'), action, clean)).toBe(false);
    }
    expect(may(someone('caseworker', 'p'), 'document.read', clean)).toBe(false);
  });

  it('another organisation never does, not even when it was shared', () => {
    expect(may(someone('provider-manager', 'q'), 'document.read', shared)).toBe(false);
  });

  it('those who commission read what was shared, and do nothing else', () => {
    for (const role of ['commissioner', 'approver']) {
      expect(may(someone(role, 'region'), 'document.read', clean)).toBe(false);
      expect(may(someone(role, 'region'), 'document.read', shared)).toBe(true);
      expect(may(someone(role, 'region'), 'document.remove', shared)).toBe(false);
    }
  });

  it('nobody says what the scanner found but the service', () => {
    expect(may(someone('administrator', 'p'), 'document.scan', pending)).toBe(false);
    expect(systemActor.roles[0]?.role).toBe('system');
  });
});
