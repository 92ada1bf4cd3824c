// Everything a person sees on this page outside the chat itself. Names come from the server.
const texts = {
  en: {
    locale: 'en-US',
    about: 'Local web chat of a made-up company.',
    people: 'Who you are',
    languages: 'Language',
    suggestions: 'Try asking',
    roles: { csm: 'CSM', manager: 'Manager', customer: 'Customer' },
    asks: {
      csm: ['what was churn last month', 'how many customers did we lose last month', 'NPS last quarter', 'help'],
      manager: ['what was churn last month', 'retention last quarter', 'how many active customers', 'help'],
      customer: ['help'],
    },
    chat: {},
    trouble: 'The chat could not be opened. It runs in Development only, on the machine where the program runs. Start the program and load this page again.',
  },
  nl: {
    locale: 'nl-NL',
    about: 'Lokale webchat van een verzonnen bedrijf.',
    people: 'Wie je bent',
    languages: 'Taal',
    suggestions: 'Vraag bijvoorbeeld',
    roles: { csm: 'CSM', manager: 'Manager', customer: 'Klant' },
    asks: {
      csm: ['wat was de churn vorige maand', 'hoeveel klanten verloren we vorige maand', 'NPS vorig kwartaal', 'help'],
      manager: ['wat was de churn vorige maand', 'klantbehoud vorig kwartaal', 'hoeveel actieve klanten', 'help'],
      customer: ['help'],
    },

    // The client says "u" in Dutch; the bot says "je".
    chat: { ACTIVITY_YOU_SAID_ALT: 'Jij zei:', ACTIVITY_YOU_ATTACHED_ALT: 'Je hebt bijgevoegd:', TEXT_INPUT_PLACEHOLDER: 'Typ je bericht' },
    trouble: 'De chat kon niet worden geopend. Hij werkt alleen in Development, op de machine waar het programma draait. Start het programma en laad deze pagina opnieuw.',
  },
};

const font = getComputedStyle(document.documentElement).getPropertyValue('--font');
const accent = '#1f5f5b';

const look = {
  accent,
  primaryFont: font,
  backgroundColor: 'transparent',
  bubbleBackground: '#ffffff',
  bubbleBorderColor: '#d5dddd',
  bubbleBorderRadius: 12,
  bubbleMinWidth: 0,
  bubbleMaxWidth: 560,
  bubbleAttachmentMaxWidth: 560,
  bubbleMessageMaxWidth: 560,
  bubbleTextColor: '#1c2b2d',
  bubbleFromUserBackground: accent,
  bubbleFromUserBorderColor: accent,
  bubbleFromUserBorderRadius: 12,
  bubbleFromUserTextColor: '#ffffff',
  botAvatarInitials: 'RB',
  botAvatarBackgroundColor: accent,
  userAvatarBackgroundColor: '#526366',
  avatarSize: 32,
  sendBoxButtonColor: accent,
  sendBoxBorderTop: '1px solid #d5dddd',
  hideUploadButton: true,
  cardPushButtonBackgroundColor: accent,
  cardPushButtonTextColor: '#ffffff',
  cardEmphasisBackgroundColor: '#f1f5f4',
  subtle: '#526366',
  timestampColor: '#526366',
  suggestedActionBorderRadius: 16,
};

const tone = (background, accentText) => ({
  backgroundColor: background,
  foregroundColors: {
    default: { default: '#1c2b2d', subtle: '#526366' },
    dark: { default: '#1c2b2d', subtle: '#526366' },
    light: { default: '#ffffff', subtle: '#e4eaea' },
    accent: { default: accentText ?? accent, subtle: accentText ?? accent },
    good: { default: '#1a6b3c', subtle: '#1a6b3c' },
    warning: { default: '#8a5300', subtle: '#8a5300' },
    attention: { default: '#a3262a', subtle: '#a3262a' },
  },
});

const cardLook = {
  supportsInteractivity: true,
  fontFamily: font,
  fontSizes: { small: 12, default: 14, medium: 16, large: 19, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 17, default: 20, medium: 22, large: 26, extraLarge: 31 },
  spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: '#d5dddd' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  containerStyles: {
    default: tone('#ffffff'),
    emphasis: tone('#f1f5f4'),
    accent: tone('#e0eeeb'),
    good: tone('#e5f3e9'),
    warning: tone('#fbf0dc'),
    attention: tone('#fae6e6'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 180 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
  },
};

const asked = new URLSearchParams(location.search);

async function json(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }

  return response.json();
}

function showPeople(people, me, language) {
  const nav = document.getElementById('people');
  nav.setAttribute('aria-label', texts[language].people);
  for (const person of people) {
    const link = document.createElement('a');
    const name = document.createElement('strong');
    const role = document.createElement('span');
    name.textContent = person.name;
    role.textContent = texts[language].roles[person.role] ?? person.role;
    link.append(name, role);

    // Each person begins in their own language.
    link.href = `?${new URLSearchParams({ as: person.id })}`;
    if (person.id === me.id) {
      link.setAttribute('aria-current', 'page');
    }

    nav.append(link);
  }
}

function showLanguages(me, language) {
  const nav = document.getElementById('languages');
  nav.setAttribute('aria-label', texts[language].languages);
  for (const link of nav.children) {
    link.href = `?${new URLSearchParams({ as: me.id, lang: link.lang })}`;
    if (link.lang === language) {
      link.setAttribute('aria-current', 'true');
    }
  }
}

function showSuggestions(me, language, store) {
  const group = document.getElementById('suggestions');
  group.setAttribute('aria-label', texts[language].suggestions);
  for (const text of texts[language].asks[me.role] ?? ['help']) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text } }));
    group.append(button);
  }
}

function showTrouble(language) {
  const trouble = document.getElementById('trouble');
  trouble.textContent = texts[language].trouble;
  trouble.hidden = false;
  document.getElementById('chat').hidden = true;
}

function showLanguage(language) {
  document.documentElement.lang = language;
  document.getElementById('about').textContent = texts[language].about;
}

/** The first wish that is a language of this page, else English. */
function languageOf(...wishes) {
  return wishes.find(wish => Object.hasOwn(texts, wish ?? '')) ?? 'en';
}

async function openChat() {
  const people = await json('webchat/people');
  const me = people.find(person => person.id === asked.get('as')) ?? people[0];
  const language = languageOf(asked.get('lang'), me.language?.slice(0, 2));
  const { locale } = texts[language];
  showLanguage(language);

  const { token } = await json('directline/tokens/generate', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: { id: me.id } }),
  });
  const store = WebChat.createStore();
  showPeople(people, me, language);
  showLanguages(me, language);
  showSuggestions(me, language, store);
  WebChat.renderWebChat(
    {
      directLine: WebChat.createDirectLine({
        token,
        domain: new URL('directline', location).href,
        webSocket: false,
        conversationStartProperties: { locale },
      }),
      store,
      userID: me.id,
      username: me.name,
      locale,
      overrideLocalizedStrings: texts[language].chat,
      styleOptions: { ...look, userAvatarInitials: me.name.slice(0, 1) },
      adaptiveCardsHostConfig: cardLook,
    },
    document.getElementById('chat'));
}

showLanguage(languageOf(asked.get('lang')));
openChat().catch(error => {
  console.error(error);
  showTrouble(document.documentElement.lang);
});
