import type { Sitting } from '../application/sittings.js';
import type { Section, SectionStatus } from '../domain/application-sections.js';
import { blockersOf } from '../domain/application.js';
import { consortiumBlockers } from '../domain/consortium.js';
import { needsChecking } from '../domain/given-answer.js';
import { nextPart, partOf } from './application-steps.js';
import { pathOf } from './application.page.js';

/** A line of the task list. Without `href` it cannot be opened yet. */
interface Task {
  readonly title: string;
  readonly hint: string;
  readonly href: string | null;
  readonly status: { readonly text: string; readonly colour: string | null; readonly isWaiting: boolean };
}

const statuses: Readonly<Record<SectionStatus, Task['status']>> = {
  'cannot-start': { text: 'Cannot start yet', colour: null, isWaiting: true },
  'not-started': { text: 'Not started', colour: 'blue', isWaiting: false },
  'in-progress': { text: 'In progress', colour: 'light-blue', isWaiting: false },
  'needs-checking': { text: 'Needs checking', colour: 'yellow', isWaiting: false },
  completed: { text: 'Completed', colour: null, isWaiting: false },
};

/** The task list of a draft: what is applied for, the sections, submission; and the one link to the next thing. Who may not answer gets no links. */
export function taskListModel(sitting: Sitting, mayAnswer: boolean): object {
  const { application, sections, vehicle } = sitting;
  const next = nextPart(sitting);
  const done = sections.filter(({ status }) => status === 'completed').length;
  return {
    reference: application.reference,
    vehicleName: vehicle.name,
    groups: [
      { title: 'What you apply for', tasks: choiceTasks(sitting) },
      { title: 'Your answers', tasks: sections.map((section) => sectionTask(section, sitting)) },
      { title: 'Submit', tasks: [submitTask(sitting)] },
    ].map(({ title, tasks }) => ({ title, tasks: mayAnswer ? tasks : tasks.map((task) => ({ ...task, href: null })) })),
    mayAnswer,
    printPath: pathOf(application.id, 'print'),
    done,
    count: sections.length,
    nextPath: pathOf(application.id, next),
    isComplete: next === 'check-answers',
    deletePath: pathOf(application.id, 'delete'),
  };
}

function choiceTasks({ application, consortium }: Sitting): Task[] {
  const { id, categoryCodes, areaCodes, isConsortium } = application;
  const chosen = (count: number) => statuses[count > 0 ? 'completed' : 'not-started'];
  const count = (codes: readonly string[], one: string, many: string) => (codes.length === 0 ? '' : `${codes.length} ${codes.length === 1 ? one : many} chosen`);
  const choices = [
    { title: 'Categories', hint: count(categoryCodes, 'category', 'categories'), href: pathOf(id, 'categories'), status: chosen(categoryCodes.length) },
    { title: 'Areas', hint: count(areaCodes, 'area', 'areas'), href: pathOf(id, 'areas'), status: chosen(areaCodes.length) },
    { title: 'Applying alone or together', hint: isConsortium ? 'Together, as a consortium' : 'Alone', href: pathOf(id, 'alone-or-together'), status: statuses.completed },
  ];
  return isConsortium ? [...choices, { title: 'Members of the consortium', hint: 'Every member must agree from its own account', href: pathOf(id, 'consortium'), status: statuses[consortiumStatus({ application, consortium })] }] : choices;
}

function consortiumStatus({ application, consortium }: Pick<Sitting, 'application' | 'consortium'>): SectionStatus {
  if (!consortium || consortium.members.length === 0) return 'not-started';
  return consortiumBlockers(consortium.members, { ...application, isInside: consortium.isInside }).length > 0 ? 'in-progress' : 'completed';
}

function sectionTask({ title, status, answers, next }: Section, { application, asked }: Sitting): Task {
  const open = answers.filter(({ state }) => state === 'unanswered').length;
  const old = answers.filter(needsChecking).length;
  const progress = open === 0 ? '' : `${answers.length - open} of ${answers.length} ${answers.length === 1 ? 'question' : 'questions'} answered`;
  const waiting = old === 0 ? '' : `${old} earlier ${old === 1 ? 'answer' : 'answers'} to check`;
  const hint = status === 'cannot-start' ? 'Choose categories first' : [progress, waiting].filter(Boolean).join(', ');
  return { title, hint, href: next ? pathOf(application.id, partOf(next, asked)) : null, status: statuses[status] };
}

function submitTask({ application, asked, consortium }: Sitting): Task {
  const left = blockersOf(application, asked, consortium).length;
  const status = left === 0 ? { text: 'Ready', colour: 'green', isWaiting: false } : { text: 'Cannot submit yet', colour: null, isWaiting: true };
  return { title: 'Check and submit', hint: left === 0 ? '' : `${left} ${left === 1 ? 'thing' : 'things'} left to do`, href: pathOf(application.id, 'check-answers'), status };
}
