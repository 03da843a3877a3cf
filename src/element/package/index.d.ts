/** The values of the attribute `theme`. */
export type Theme = 'auto' | 'light' | 'dark';

/** The values of the attribute `url-policy`. */
export type UrlPolicy = 'public' | 'warn' | 'silent';

/** Returns the API key. */
export type GetToken = () => string | Promise<string>;

/** A kind of event that the page defines. */
export interface EventKind {
  /** The id that is sent, such as `right.issued`. A kind is ignored if its id is missing, contains a space, or is a duplicate. */
  id: string;
  /** The name that is shown. */
  name: string;
  /** One sentence that describes the event. */
  description?: string;
  /** The heading of its group. Default: the start of the id, up to its first dot. */
  group?: string;
  /** Whether it is fired today. Default: true. A kind that is not is flagged, but can be chosen. */
  firesToday?: boolean;
}

/** Translations of the English texts, which are the keys. A text without a translation is shown in English. */
export type Messages = { readonly [text in MessageText]?: string };

/** A subscription as the API returned it. A field that is missing in the response is null. */
export interface WebhookSubscription {
  /** Its id. Store it, because no call of the API lists subscriptions. */
  subscriptionId: string | null;
  /** The developer who owns it. */
  developerId: string | null;
  /** The URL that receives deliveries. */
  url: string | null;
  /** The kinds of events, or `['*']` for all. */
  events: string[] | null;
  /** Its label. */
  label: string | null;
  /** Whether events are delivered. */
  active: boolean | null;
  /** RFC 3339. */
  createdAt: string | null;
  /** RFC 3339; null before the first delivery. */
  lastDeliveredAt: string | null;
  /** RFC 3339; null before the first rotation. */
  secretLastRotatedAt: string | null;
}

/** The detail of `webhook-ready`. */
export interface WebhookReadyDetail {
  /** The version of this package. */
  version: string;
}

/** The detail of `webhook-dirty`. */
export interface WebhookDirtyDetail {
  /** Whether a field differs from its initial value. */
  dirty: boolean;
}

/** The detail of `webhook-created`. */
export interface WebhookCreatedDetail {
  /** The created subscription; null if the response does not contain it. It never contains the signing secret. */
  subscription: WebhookSubscription | null;
}

/** The detail of `webhook-secret-stored`. */
export interface WebhookSecretStoredDetail {
  /** The subscription of the secret; null if the response does not contain its id. */
  subscriptionId: string | null;
}

/** Why no subscription was created, or why the outcome is unknown. */
export type WebhookErrorCode =
  | 'load_failed'
  | 'bad_api_base'
  | 'broken'
  | 'no_key'
  | 'bad_key'
  | 'offline'
  | 'unreachable'
  | 'stopped'
  | 'key_rejected'
  | 'key_lacks_scope'
  | 'no_such_endpoint'
  | 'conflict'
  | 'gone'
  | 'precondition'
  | 'too_large'
  | 'too_many_requests'
  | 'invalid'
  | 'refused'
  | 'no_answer'
  | 'redirect'
  | 'not_from_api'
  | 'server_error';

/** The detail of `webhook-error`. */
export interface WebhookErrorDetail {
  /** `unknown`: a subscription may have been created. */
  outcome: 'not-created' | 'unknown';
  /** Why. */
  code: WebhookErrorCode;
  /** The status of the API's response; null if there was none, or if it does not matter. */
  status: number | null;
}

/** The detail of `webhook-leave`. */
export interface WebhookLeaveDetail {
  /** The action that would drop the secret. */
  action: 'reset' | 'dispose' | 'create-another' | 'drop';
}

/** The detail of `webhook-unstored`. */
export interface WebhookUnstoredDetail {
  /** How many secrets are not stored. */
  unstored: number;
  /** Whether the element was removed from the document with them. */
  removed: boolean;
}

/** The element's own events. All bubble and are composed; only `webhook-leave` can be cancelled. */
export interface WebhookSubscriptionFormEventMap {
  /** The form was mounted. Fired each time. */
  'webhook-ready': CustomEvent<WebhookReadyDetail>;
  /** The form became dirty, or it is no longer dirty. */
  'webhook-dirty': CustomEvent<WebhookDirtyDetail>;
  /** A subscription was created. If the response contained the secret, it is on the screen. */
  'webhook-created': CustomEvent<WebhookCreatedDetail>;
  /** The person confirmed that the secret is stored. The element has dropped it. */
  'webhook-secret-stored': CustomEvent<WebhookSecretStoredDetail>;
  /**
   * The number of secrets that are not stored has changed, or the element was removed with them. Then the document, from
   * which it was removed, gets the event too.
   */
  'webhook-unstored': CustomEvent<WebhookUnstoredDetail>;
  /** An attempt failed, or its outcome is unknown. */
  'webhook-error': CustomEvent<WebhookErrorDetail>;
  /** A secret that is not stored is about to be dropped. `preventDefault()` cancels that. */
  'webhook-leave': CustomEvent<WebhookLeaveDetail>;
}

/** The element `<webhook-subscription-form>`. */
export class WebhookSubscriptionForm extends HTMLElement {
  /** The base address of the API: https, or http on this machine. Empty: the page's own origin. */
  get apiBase(): string;
  set apiBase(value: string | null | undefined);

  /** The initial value of the URL field. */
  get url(): string;
  set url(value: string | null | undefined);

  /** The initial value of the label field. */
  get label(): string;
  set label(value: string | null | undefined);

  /** The kinds that are ticked initially, separated by spaces, or `*` for all. The setter also takes an array. */
  get events(): string;
  set events(value: string | readonly string[] | null | undefined);

  /** The colour scheme. `auto` is what the page uses, or the person's preference if it leaves that open. */
  get theme(): Theme;
  set theme(value: Theme | null | undefined);

  /** How an address that is not public is treated: `public` rejects it, `warn` shows a warning, `silent` accepts it. */
  get urlPolicy(): UrlPolicy;
  set urlPolicy(value: UrlPolicy | null | undefined);

  /** Whether the controls of the form are disabled. A secret on the screen can still be stored. */
  get disabled(): boolean;
  set disabled(value: boolean | null | undefined);

  /**
   * Whether the API creates one subscription for all requests with the same `Idempotency-Key`. Then each attempt sends one,
   * and a retry with the same values and the same API key is safe. Only for an API that supports the header: others may
   * reject every request because of it.
   */
  get idempotency(): boolean;
  set idempotency(value: boolean | null | undefined);

  /**
   * Whether secrets that are not stored outlive this element: if it is removed, the next element of the document with the
   * same tag and `api-base`, and with this attribute, offers them for ten minutes.
   */
  get keepUnstored(): boolean;
  set keepUnstored(value: boolean | null | undefined);

  /** How many secrets are here that the person has not stored. */
  get unstored(): number;

  /**
   * Returns the API key. It is called when the press of the button begins (pointer down, Enter or Space) or else at the
   * create, and once more if the API rejects the key. The key is checked at once; one whose create does not follow within 5
   * seconds is dropped, and the next press asks again. There is one call at a time, and it times out after 10 seconds.
   */
  get getToken(): GetToken | null | undefined;
  set getToken(value: GetToken | null | undefined);

  /**
   * Called with a `Request` instead of the global `fetch`, so that a page can send it another way. The global one is used
   * if this is not a function.
   */
  get fetch(): typeof fetch | null | undefined;
  set fetch(value: typeof fetch | null | undefined);

  /** The kinds of events that the page defines, in the order in which they are shown and sent. Default: those of EnfinitOS. */
  get eventKinds(): readonly EventKind[] | null | undefined;
  set eventKinds(value: readonly EventKind[] | null | undefined);

  /** Translations. A translation has the `{name}` placeholders of its text, in any order. */
  get messages(): Messages | null | undefined;
  set messages(value: Messages | null | undefined);

  /**
   * Resets the form to its initial values.
   * @returns False if a listener cancelled `webhook-leave`. Then nothing changed.
   */
  reset(): boolean;

  /**
   * Ends the element permanently: it drops its state, its secrets and the form, and shows the slot again.
   * @returns False if a listener cancelled `webhook-leave`. Then nothing changed.
   */
  dispose(): boolean;

  /** Moves the focus to the first control, as soon as there is one. */
  focus(): void;

  addEventListener<K extends keyof WebhookSubscriptionFormEventMap>(
    type: K,
    listener: (this: WebhookSubscriptionForm, event: WebhookSubscriptionFormEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: WebhookSubscriptionForm, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<K extends keyof WebhookSubscriptionFormEventMap>(
    type: K,
    listener: (this: WebhookSubscriptionForm, event: WebhookSubscriptionFormEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: WebhookSubscriptionForm, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/**
 * Registers the element. If the tag is registered already, it does nothing.
 * @param tag - The tag name. Default: `webhook-subscription-form`.
 */
export function define(tag?: string): void;

type Settable = Pick<
  WebhookSubscriptionForm,
  | 'apiBase'
  | 'url'
  | 'label'
  | 'events'
  | 'theme'
  | 'urlPolicy'
  | 'disabled'
  | 'idempotency'
  | 'keepUnstored'
  | 'getToken'
  | 'fetch'
  | 'eventKinds'
  | 'messages'
>;

/** The attributes and properties that a framework's markup may set. */
export type WebhookSubscriptionFormProps = {
  [K in keyof Settable]?: Settable[K] | (K extends 'events' ? readonly string[] : never) | null;
} & {
  'api-base'?: string | null;
  'url-policy'?: UrlPolicy | null;
  'keep-unstored'?: true | '' | null;
};

/** The event handlers of React and Svelte: `onwebhook-created`. */
export type WebhookSubscriptionFormHandlers = {
  [K in keyof WebhookSubscriptionFormEventMap as `on${K}`]?:
    | ((event: WebhookSubscriptionFormEventMap[K]) => unknown)
    | null;
};

type Camel<S extends string> = S extends `${infer Head}-${infer Rest}` ? `${Head}${Capitalize<Camel<Rest>>}` : S;

/** The event handlers of Vue: `onWebhookCreated`, which is `@webhook-created` in a template. */
export type WebhookSubscriptionFormVueHandlers = {
  [K in keyof WebhookSubscriptionFormEventMap as `on${Capitalize<Camel<K>>}`]?: (
    event: WebhookSubscriptionFormEventMap[K],
  ) => unknown;
};

declare global {
  interface HTMLElementTagNameMap {
    'webhook-subscription-form': WebhookSubscriptionForm;
  }
}

// Types for frameworks. If a framework is not installed, its module is missing, which is ignored.

// @ts-ignore
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      'webhook-subscription-form': DetailedHTMLProps<HTMLAttributes<WebhookSubscriptionForm>, WebhookSubscriptionForm> & WebhookSubscriptionFormProps & WebhookSubscriptionFormHandlers;
    }
  }
}

// @ts-ignore
declare module 'vue' {
  interface GlobalComponents {
    // @ts-ignore
    'webhook-subscription-form': new () => WebhookSubscriptionForm & { $props: import('vue').ReservedProps & import('vue').HTMLAttributes & WebhookSubscriptionFormProps & WebhookSubscriptionFormVueHandlers };
  }
}

// @ts-ignore
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    // @ts-ignore
    'webhook-subscription-form': HTMLAttributes<WebhookSubscriptionForm> & WebhookSubscriptionFormProps & WebhookSubscriptionFormHandlers;
  }
}

/**
 * The English texts, which are the keys of {@link Messages}.
 *
 * Names and descriptions of event kinds are not included: a page sets them with `eventKinds`.
 */
export type MessageText =
  | ' A subscription may exist. Its secret cannot be fetched again, and creating again may make a second one.'
  | ' The subscription exists, but no call of the API gives its secret again: create another one, and keep that one’s secret.'
  | ' Trying again with the same values is safe: the API makes no second subscription.'
  | ' gets a signed POST.'
  | ' with the secret as its key, compare in constant time, and refuse what is too old.'
  | '"{host}" is not a valid host name or IP address'
  | '"{port}" is not a port; ports are 0 to 65535'
  | '"{text}" looks like a placeholder. Nothing is filled in: deliveries go to this address as it is. Put the value in its place.'
  | '. Compute HMAC-SHA256 over '
  | '1 hour'
  | '1 kind selected'
  | '1 minute'
  | '? '
  | 'A public https address that answers with a 2xx within 10 seconds.'
  | 'A secret that was not stored is waiting'
  | 'API'
  | 'Active'
  | 'All kinds, including ones added later'
  | 'An address has no spaces in it; write %20 where one is meant'
  | 'An attempt before this one may have created a subscription. Creating again may make a second one.'
  | 'Another subscription was created. Its secret is shown after this one.'
  | 'At most {max} characters, {len} were given'
  | 'Choose at least one kind of event, or all kinds'
  | 'Choose what to be told of, and this line says what will be subscribed to.'
  | 'Chosen kinds'
  | 'Code: '
  | 'Conflict: another request is in the way, or this subscription exists already. Wait a little, and look whether it was created before you try again.'
  | 'Copied.'
  | 'Copied. Paste it where your receiver reads it.'
  | 'Copy id'
  | 'Copy secret'
  | 'Could not reach {host}. Nothing was sent. If the API is up, it may not allow this page’s origin {origin}, or this page may not be allowed to speak to it. A refusal that this page may not read looks the same.'
  | 'Create again'
  | 'Create another'
  | 'Create subscription'
  | 'Created'
  | 'Creating the subscription…'
  | 'Developer id'
  | 'Did you mean '
  | 'Do not create'
  | 'Drop it'
  | 'Each delivery carries '
  | 'Endpoint'
  | 'Endpoint URL'
  | 'EnfinitOS will POST each event to your endpoint and sign it with a secret that is shown to you once.'
  | 'Enter a label'
  | 'Enter an API key'
  | 'Enter the address of your endpoint'
  | 'Enter the whole address, as in https://example.com/hooks'
  | 'Events'
  | 'Filter kinds'
  | 'Filter {count} kinds'
  | 'Handed to the browser. Check that the file is where you expect it.'
  | 'Hide secret'
  | 'I have stored the signing secret'
  | 'It has left this page. Deliveries will be signed with it.'
  | 'It is shown only now. No call of the API can show it again.'
  | 'Label'
  | 'Last delivered'
  | 'Leave without it'
  | 'Names in .internal are known in one network only'
  | 'Names in .local are known in one network only'
  | 'Names in .onion are known in the Tor network only'
  | 'Names in {domain} are for documents: no endpoint has one. Use the host name of your endpoint.'
  | 'New subscription'
  | 'No answer came back. The request may have arrived all the same. An answer that this page may not read looks the same.'
  | 'No call of the API lists subscriptions: keep the id.'
  | 'No kind fits this filter.'
  | 'No secret came with the answer.'
  | 'No such endpoint at {base}'
  | 'None of the chosen kinds is fired today. Nothing will arrive until that changes.'
  | 'Note: '
  | 'Nothing was sent'
  | 'On each event of the {count} kinds chosen'
  | 'On every event, of kinds added later too'
  | 'Only what you tick below.'
  | 'Other'
  | 'Paused'
  | 'Request id, for its support: '
  | 'Retry'
  | 'Reveal secret'
  | 'Save it as a file'
  | 'Secret rotated'
  | 'Sent'
  | 'Sent as '
  | 'Sent as *. Your receiver must expect kinds it does not know.'
  | 'Show it'
  | 'Show the next secret'
  | 'Signing secret'
  | 'Signing secret, hidden'
  | 'So that you and your team recognise it later.'
  | 'Some servers count this as more than 60 characters. Shorten it if it is refused.'
  | 'Something broke in this form'
  | 'Start again'
  | 'State'
  | 'Stay here'
  | 'Still waiting for an answer…'
  | 'Stop waiting'
  | 'Store the signing secret of “{label}”'
  | 'Subscription id'
  | 'Take the user name and password out of the address: it is stored and shown in the clear'
  | 'The API answered with a redirect, which this client does not follow.'
  | 'The API answered with a status that does not say what became of it ({status}).'
  | 'The API failed on the way ({status}), perhaps after it had stored it.'
  | 'The API has no such endpoint. Check its base address.'
  | 'The API knows this attempt with other values. This request created nothing; one before it may have.'
  | 'The API refused the request ({status}). Nothing was created.'
  | 'The API says that a condition it needs does not hold.'
  | 'The API says: '
  | 'The API speaks another version of its contract than this page knows. Create another subscription with it?'
  | 'The API stored no events, but {sent} was sent.'
  | 'The API stored the URL {stored}, but {sent} was sent.'
  | 'The API stored the events {stored}, but {sent} was sent.'
  | 'The API stored the label “{stored}”, but “{sent}” was sent.'
  | 'The API stored the subscription as paused: no events are delivered while it is.'
  | 'The address ends in {mark}. Check that it is part of the address, and was not copied with it.'
  | 'The address has a part after #. That part is never sent to a server. Take it out.'
  | 'The address has invisible characters ({names}). '
  | 'The address has no host name'
  | 'The address must begin with https, not {scheme}'
  | 'The address names port {port}. Ports other than 443 are often closed to the public internet. Check that this one is open.'
  | 'The answer begins: '
  | 'The answer contradicts itself: its status says that the request succeeded ({status}), its body that it did not.'
  | 'The answer did not come from the API (no content type).'
  | 'The answer did not come from the API ({type}).'
  | 'The answer did not say more. This is what was sent.'
  | 'The answer is not about what was to be sent.'
  | 'The answer looked wrong. Check the subscription.'
  | 'The answer was cut off. The secret is incomplete and cannot be used.'
  | 'The answer was {page} ({type}, status {status}). It may come from something before the API, such as a firewall or a sign-on page. Nothing was created. If it comes from the API, check the key and the base address.'
  | 'The browser did not let this page copy. Select it and copy it by hand.'
  | 'The browser did not let this page copy. The secret is selected: press Ctrl+C, or Cmd+C on a Mac.'
  | 'The browser did not take the file. Copy the secret instead.'
  | 'The browser has not confirmed the copy. Select it and copy it by hand.'
  | 'The browser has not confirmed the copy. The secret is selected: press Ctrl+C, or Cmd+C on a Mac.'
  | 'The earlier attempt “{label}” came to nothing: it was not created.'
  | 'The earlier attempt “{label}” got no answer that says what became of it: it may have been created.'
  | 'The form cannot be used here: no key may be sent to the address that this page names for the API.'
  | 'The form could not be loaded. Reload the page to try again.'
  | 'The host name ends in a dot. Some servers and certificates do not know the name so. Take the dot out.'
  | 'The host name has a dash ({dash}) and not a hyphen (-). Some keyboards make a dash of two hyphens. Check that it is the name you mean.'
  | 'The host name has an underscore. By the standard, names of hosts have none, and some systems refuse them. Check that it is the name you mean.'
  | 'The key begins with Bearer, which is no part of it'
  | 'The key begins with a name, as in API_KEY=, which is no part of it'
  | 'The key begins with {character}, which is no part of it'
  | 'The key ends with {character}, which is no part of it'
  | 'The key ends with …: it may be cut off'
  | 'The key holds a character that no key has: copy it again'
  | 'The key holds a line break: copy it again, as one line'
  | 'The key is valid but lacks permission: creating a subscription needs the scope *'
  | 'The key was not accepted. Check that it is whole and for this API'
  | 'The label contains a signing secret. Labels are stored and shown in the clear. Take it out.'
  | 'The label contains an API key. Labels are stored and shown in the clear. Take it out.'
  | 'The page did not provide a key. Nothing was sent.'
  | 'The page provided a key that cannot be used. Nothing was sent. {reason}.'
  | 'The path has /webhook-test/, as the test addresses of n8n do. They take a request only while the workflow is being tested. Use the production address.'
  | 'The query parameter "{key}" looks like a secret. Addresses end up in logs. Check signatures instead, or be sure that logs of this address are private.'
  | 'The request was too large. Shorten the address or the label.'
  | 'The secret has an unusual form. It is kept exactly as it was sent.'
  | 'The server names no version of its contract, this build knows {known}.'
  | 'The server speaks {version}, this build knows {known}.'
  | 'The signing secret is not here'
  | 'The signing secret is shown on the next page, once. Have a place to store it.'
  | 'The signing secret is stored with you'
  | 'The subscription'
  | 'The subscription was not created'
  | 'Then it leaves this page for good.'
  | 'There is a problem'
  | 'This address contains a signing secret. Addresses are stored and shown in the clear, and end up in logs. Take it out.'
  | 'This address contains an API key. Addresses are stored and shown in the clear, and end up in logs. Take it out.'
  | 'This address is for messages to {service}, which have another format than the API\'s events. Use an endpoint that takes the events, and have it send the messages.'
  | 'This address is local to one link'
  | 'This address is local to one network'
  | 'This address is private'
  | 'This address is reserved'
  | 'This address is shared behind a carrier\'s NAT'
  | 'This address stands for no machine'
  | 'This form was closed before. A secret cannot be fetched again.'
  | 'This frees the form and does not cancel the request: if its answer still comes, its secret is shown.'
  | 'This is a production key (sk_live_): the sandbox must not see it'
  | 'This is a sandbox key (sk_sandbox_): production does not take it'
  | 'This is a signing secret, not an API key'
  | 'This is a tunnel ({host}). Deliveries fail once it is closed, and its name may change. Use it for tests only.'
  | 'This is an IPv4 address written as IPv6'
  | 'This is an address of the API itself. Use the address of your endpoint.'
  | 'This is an address, not an API key'
  | 'This is the address of the page you are on. Use the address of your endpoint.'
  | 'This is the machine\'s own address'
  | 'This is the machine\'s own name'
  | 'This is too long for a key'
  | 'This name has no dot, so it is known in one network only'
  | 'This name is known in one network only'
  | 'This name is reserved and no host has it'
  | 'This name stands for an address that is not public'
  | 'This name stands for the machine\'s own address'
  | 'This page sends its requests through a fetch of its own, which may have changed this one.'
  | 'This sandbox tenant is gone. Ask for a new one, and use its key.'
  | 'This secret is not printed. Whoever finds the paper could use it.'
  | 'This service shows the requests it receives ({domain}). Others may be able to read the events. Use it for tests only.'
  | 'Too many requests. Nothing was created. Wait a little.'
  | 'Try again'
  | 'Use at most {max} characters'
  | 'Use https: deliveries are never sent in the clear'
  | 'Use this'
  | 'Verify deliveries with it'
  | 'Warning: '
  | 'We do not know whether the subscription was created'
  | 'We do not know yet whether the subscription was created. The request goes on: if its answer comes while this page is open, the secret is shown here.'
  | 'What will happen'
  | 'What you see can still be read and copied, but it may no longer react.'
  | 'When {what}'
  | 'With the id, label and URL of the subscription. Move it to a secret manager, and keep it out of version control.'
  | 'Yes, create again'
  | 'You are offline. Nothing was sent.'
  | 'You can try again in {time}.'
  | 'You can try again now.'
  | 'You have not said that the secret is stored. It cannot be shown again.'
  | 'You have not stored this signing secret yet, and it is shown only once. Copy it before you go on.'
  | 'You have stopped waiting'
  | 'You sent the URL'
  | 'You sent the events'
  | 'You sent the label'
  | 'You stopped waiting before anything was sent. Nothing was sent.'
  | 'a basis is {what}'
  | 'a challenge is {what}'
  | 'a media delivery is {what}'
  | 'a page'
  | 'a page titled “{title}”'
  | 'a proof pack is {what}'
  | 'a right is {what}'
  | 'an API key is {what}'
  | 'an offer is {what}'
  | 'https:// was added. Sent as '
  | 'never'
  | 'no content type'
  | 'not fired today'
  | 'not known here'
  | 'not said'
  | 'nothing yet'
  | 'your endpoint'
  | '{count} kinds selected'
  | '{count} more subscriptions were created. Their secrets are shown after this one.'
  | '{count} of 60'
  | '{count} secrets that were not stored are waiting'
  | '{host} leads to another address, as before a sign-on page. Nothing was sent. Sign in again, or check the base address.'
  | '{hours} hours'
  | '{minutes} minutes'
  | '{reason} ({host}). EnfinitOS delivers from the public internet and cannot reach it. Use a public host name.'
  | '{rest} or {end}'
  | '{seconds} s'
  | '{ticked} of {all}'
  | '{ticked} of {all}, box acts on the {shown} shown'
  | '{unicode} is sent as {ascii}. Letters of other scripts can look like the ones you know. Check that it is the name you mean.'
  | '“{label}” is created';
