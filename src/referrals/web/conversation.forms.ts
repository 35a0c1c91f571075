import { Text } from '#libs/web';

/** A message to the other side; `key` names the form it was written on, so that sending it twice is one message. */
export class MessageForm {
  @Text({ label: 'Message', required: 'Enter a message' }) words!: string;
  @Text({ label: 'Form', trim: true, pattern: { matches: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, message: 'Load the page again and send the message once more' } }) key!: string | null;
}
