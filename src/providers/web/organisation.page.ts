import type { MembershipStanding } from '../application/members.queries.js';
import { bandArithmetic } from '../domain/financial-band.js';
import { legalForms, sizeNames, type Provider } from '../domain/provider.js';
import type { BandRule } from '../providers.public.js';
import type { CatalogueNames } from './catalogue-names.js';
import { vcseInWords } from './members.page.js';
import { membershipTags } from './membership.page.js';

/** What everyone may know of an organisation. */
export function organisationRows(provider: Provider): object[] {
  const { size, isVcse } = provider;
  return [...registeredRows(provider), { label: 'Size', value: size ? sizeNames[size] : 'Not known' }, { label: 'Voluntary, community or social enterprise', value: vcseInWords(isVcse) }];
}

/** One membership on its organisation's page; its own page is for those who may see how it stands. */
export function membershipCard(member: MembershipStanding, { names, rule, seesStanding }: { readonly names: CatalogueNames; readonly rule: BandRule | undefined; readonly seesStanding: boolean }): object {
  const admitted = member.admissions.map(({ categoryCode, areaCodes }) => ({ label: names.category(categoryCode), value: areaCodes.map(names.area) }));
  const standing = seesStanding ? [{ label: 'Largest annual contract', value: bandArithmetic(member.turnoverPence, rule) }] : [];
  return {
    title: `Member of ${member.vehicleName}`,
    rows: [{ label: 'Membership', value: membershipTags[member.status].text }, ...admitted, ...standing],
    href: seesStanding ? `/members/${member.id}` : null,
  };
}

function registeredRows({ isRegistered, legalForm, companyNumber, charityNumber }: Provider): object[] {
  if (!isRegistered || !legalForm) return [{ label: 'Registration', value: 'Known from a contract register. Not registered with this service.' }];
  return [
    { label: 'Legal form', value: legalForms[legalForm].name },
    { label: 'Company number', value: companyNumber },
    { label: 'Charity number', value: charityNumber },
  ];
}
