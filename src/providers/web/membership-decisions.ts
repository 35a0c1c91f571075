import { reinstatementChoices, reinstatementReasons, removalChoices, removalReasons, suspensionChoices, suspensionReasons } from '../domain/membership-reasons.js';

/** The pages on which a commissioner decides about a member: their words, and the reasons offered. */
export const decisionPages = {
  suspend: {
    title: 'Suspend this member',
    effect: 'It will not be invited to lots or given a new contract, and the public register will say that it is not taking new work. Its live contracts and referrals go on.',
    legend: 'Why is it suspended?',
    button: 'Suspend',
    reasons: suspensionChoices.map((value) => ({ value, text: suspensionReasons[value] })),
  },
  reinstate: {
    title: 'End the suspension',
    effect: 'It can be invited to lots and given contracts again.',
    legend: 'Why does the suspension end?',
    button: 'End the suspension',
    reasons: reinstatementChoices.map((value) => ({ value, text: reinstatementReasons[value] })),
  },
  remove: {
    title: 'Remove this member',
    effect: 'It leaves the register and what it was admitted for lapses. Its live contracts and referrals go on. It comes back only by a new application. This cannot be undone.',
    legend: 'Why is it removed?',
    button: 'Remove from the register',
    isFinal: true,
    reasons: removalChoices.map((value) => ({ value, text: removalReasons[value] })),
  },
} as const;

export type DecisionName = keyof typeof decisionPages;
