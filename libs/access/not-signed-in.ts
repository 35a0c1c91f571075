/** Nobody is signed in and the route needs somebody. Pages lead to sign-in, the API answers 401. */
export class NotSignedIn extends Error {
  constructor() {
    super('You must sign in to do that');
    this.name = 'NotSignedIn';
  }
}
