import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { decisionLetter, type LetterFacts } from './decision-letter.js';

const admitted = { category: 'Accommodation', area: 'Durham', decision: 'admitted', ground: null, reason: null } as const;
const refused = { category: 'Accommodation', area: 'Kent', decision: 'refused', ground: 'evidence', reason: 'The case study is about Durham.' } as const;
const facts: LetterFacts = {
  on: day('2026-06-10'), reference: 'APP-7K2M4Q', providerName: 'Lantern Trust', vehicleName: 'Probation Services Dynamic Framework', regime: 'PCR2015',
  parts: [admitted, refused], band: 'Half of your turnover of £900,000 is £450,000: the largest annual contract you can take. The band is up to £1 million', contactEmail: 'team@framework.example',
};

describe('the decision letter', () => {
  it('says everything about a mixed decision under the regulations of 2015', () => {
    expect(decisionLetter(facts)).toEqual({
      date: '2026-06-10',
      reference: 'APP-7K2M4Q',
      to: 'Lantern Trust',
      subject: 'Your application to Probation Services Dynamic Framework',
      opening: [
        'We decided your application APP-7K2M4Q on 10 June 2026. You are admitted for 1 part of what you asked for. We refused 1: the reason is below.',
        'This decision was made under the Public Contracts Regulations 2015.',
      ],
      outcomes: [
        { category: 'Accommodation', area: 'Durham', outcome: 'Admitted', ground: null, reason: null },
        { category: 'Accommodation', area: 'Kent', outcome: 'Refused', ground: 'Evidence is missing, or does not show what it should', reason: 'The case study is about Durham.' },
      ],
      sections: [
        {
          heading: 'What admission means',
          paragraphs: [
            'You can now be invited to competitions for these categories in these areas. Admission is not a contract, and does not promise one.',
            'Your financial band limits the yearly value of contracts you can be invited to. Half of your turnover of £900,000 is £450,000: the largest annual contract you can take. The band is up to £1 million.',
            'Keep your insurance and certificates up to date. We remind you before they expire.',
          ],
        },
        {
          heading: 'Apply again',
          paragraphs: [
            'You can apply again for what we refused, at once and as often as you like. Open the application and select "Apply again for refused parts". Your answers are kept: change what the reasons are about, then submit.',
            'What you are admitted for stays as it is.',
          ],
        },
        {
          heading: 'Ask for feedback',
          paragraphs: ['To ask for feedback, write to team@framework.example and give the reference APP-7K2M4Q. You can see your answers and this letter in your application at any time.'],
        },
      ],
    });
  });

  it('under the act of 2023 says that the supplier’s status and the debarment list were looked at', () => {
    const { opening, sections } = decisionLetter({ ...facts, regime: 'PA2023', parts: [admitted, { ...admitted, area: 'Kent' }] });
    expect(opening[0]).toBe('We decided your application APP-7K2M4Q on 10 June 2026. You are admitted for all 2 parts of what you asked for.');
    expect(opening[1]).toContain('Procurement Act 2023. Before we decided, we checked whether you are an excluded or excludable supplier and consulted the debarment list.');
    expect(sections.map((section) => section.heading)).toEqual(['What admission means', 'Ask for feedback']);
    expect(sections[0]?.paragraphs[0]).toContain('a member of this market');
  });

  it('speaks of grants where there is no procurement law, and promises nothing when all is refused', () => {
    const { opening, sections } = decisionLetter({ ...facts, regime: null, parts: [{ ...refused, ground: 'discretionary' }] });
    expect(opening).toEqual([
      'We decided your application APP-7K2M4Q on 10 June 2026. We refused what you asked for. The reason is below.',
      'This is a grant scheme. The decision was made under the conditions of the scheme.',
    ]);
    expect(sections.map((section) => section.heading)).toEqual(['Apply again', 'Ask for feedback']);
    expect(sections[0]?.paragraphs).toHaveLength(1);
  });
});
