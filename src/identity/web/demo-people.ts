/** The people of the demo world, listed on the sign-in page in demo mode alone. Password `demo`. All invented. */
export const demoPeople = [
  { email: 'practitioner@demo.example', name: 'Priya Shah', does: 'Probation practitioner in Leeds: finds services and refers' },
  { email: 'practitioner2@demo.example', name: 'Owen Griffiths', does: 'Practitioner in another team, in Sheffield' },
  { email: 'provider-manager@demo.example', name: 'Maya Okafor', does: 'Manager at Harbour Lane Trust: accepts referrals' },
  { email: 'caseworker@demo.example', name: 'Tom Brierley', does: 'Caseworker at Harbour Lane Trust: delivers' },
  { email: 'provider-finance@demo.example', name: 'Grace Lindqvist', does: 'Finance at Harbour Lane Trust: agrees statements' },
  { email: 'subcontractor@demo.example', name: 'Sam Adeyemi', does: 'Manager at Second Spring, a subcontractor' },
  { email: 'rival@demo.example', name: 'Helen Marsh', does: 'Manager at Northgate Futures, a competing provider' },
  { email: 'commissioner@demo.example', name: 'Ruth Calloway', does: 'Commissioner for Yorkshire and the Humber' },
  { email: 'commissioner2@demo.example', name: 'Daniel Penrose', does: 'Commissioner for the South West' },
  { email: 'approver@demo.example', name: 'Anita Desai', does: 'Approves rate cards and statements' },
  { email: 'administrator@demo.example', name: 'Jo Whitfield', does: 'Administrator: users and settings' },
] as const;
