import { anyOf, organisationsOf, type Policy } from '#libs/kernel';

/** The lead says who does what in its application; each member answers for itself. Those who commission read a consortium with the application, and every member reads it with its own part. */
export const consortiumPolicy = {
  'consortium.read': (actor) => {
    const own = organisationsOf(actor, 'provider-manager', 'provider-finance');
    return anyOf({ providerId: own }, { leadProviderId: own });
  },
  'consortium.add': (actor) => anyOf({ leadProviderId: organisationsOf(actor, 'provider-manager') }),
  'consortium.change': (actor) => anyOf({ leadProviderId: organisationsOf(actor, 'provider-manager') }),
  'consortium.remove': (actor) => anyOf({ leadProviderId: organisationsOf(actor, 'provider-manager') }),
  'consortium.answer': (actor) => anyOf({ providerId: organisationsOf(actor, 'provider-manager') }),
} satisfies Policy;
