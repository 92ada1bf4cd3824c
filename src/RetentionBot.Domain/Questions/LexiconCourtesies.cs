namespace RetentionBot.Domain.Questions;

/// <summary>How people wrap a question: greetings, thanks, auxiliary verbs, "show me", "what is", and the calls for help.</summary>
internal static class LexiconCourtesies
{
    public static readonly (TermKind Kind, string Value, string Both, string English, string Dutch)[] All =
    [
        (TermKind.Filler, "",
            "is|was|we|had|ok|oke|okay|retentionbot|retention bot|bot|kpi|dashboard|svp|aub|hi|hey|hoi|asap|fyi|btw",
            "the|a|an|our|us|ours|were|are|am|do|does|did|have|has|been|be|being|please|pls|plz|kindly|hello|hi there|hey there|hi team|hey team|hello team|"
            + "hi all|hey all|hello all|good morning|good morning everyone|hi everyone|hello everyone|good day|"
            + "good afternoon|good evening|dear|all right|alright|right|know|let me know|quickly|quick question|quick|question|quick one|"
            + "one question|small question|just|actually|really|there|how|so|then|thanks|thank you|thx|ty|cheers|thanks a lot|thanks a million|thanks a bunch|"
            + "many thanks|much appreciated|thank you very much|thank you so much|thanks so much|thanks very much|thanks in advance|thank you in advance|"
            + "cheers in advance|appreciated|appreciate it|figure|figures|numbers|number wise|data|overview|report|an overview of|look|looking|look like|"
            + "looking like|looked like|looks like|looked|looks|stand|stood|standing|stands at|turn out|turned out|any|still|yet|reading|run|running at|"
            + "some|their subscription|their contract|their|great|nice|cool|perfect|awesome|you|exactly|precisely|specifically|roughly|about|sorry|well|"
            + "hey bot|dear bot|our company|the company|our business|the business|overall company|as a company|say|in the books|on the books|we have|"
            + "have we got|have got|weve got|we have got|any idea|any clue|any news on|curious|curious about|im curious|i am curious|for the record|"
            + "in terms of|when it comes to|as for|level of|the level of|size of|the size of|come out at|come in at|"
            + "came out at|came in at|end up at|ended up at|end up|ended up|amount to|amounted to|sit at|sits at|sat at|sitting at|hows|wheres|where is|"
            + "where was|where are we on|where are we at with|where do we stand on|where did we land on|land on|clock in at|the deal with|with us|"
            + "colleague|colleagues|folks|guys|everybody|mate|for a meeting|for my report|for the report|for the meeting|to us|serve|currently serve|manage|"
            + "manages|"
            + "handle|handles|look after|looks after|take|only|solely|exclusively|teh|plese|pleas|pleaze|woud|coud|do you use|do we use|where are we with|"
            + "where do we stand with|where do we stand",
            "de|het|een|onze|ons|wij|waren|zijn|hebben|hebt|heb|heeft|hadden|werd|werden|geworden|er|eruit|uit|graag|alsjeblieft|alstublieft|"
            + "alsjeblief|asjeblieft|hallo|hoi team|hallo iedereen|hoi iedereen|goedemorgen iedereen|hallo team|hoi allemaal|goedemorgen|goedemiddag|"
            + "goedenavond|goeiemorgen|goeiemiddag|goedendag|dag bot|weten|we weten|zeg|"
            + "zeg eens|hun abonnement op|hun abonnement|hun contract op|hun contract|hun|vertellen|zeggen|laten weten|eens|even|eventjes|snel|vlug|"
            + "snelle vraag|korte vraag|vraag|vraagje|vraagje even|een vraagje|gewoon|precies|eigenlijk|nou|dus|hoe|hoe zat het met|hoe zit het met de|"
            + "hoe ziet|hoe zag|ziet|zag|cijfer|cijfers|gegevens|data|overzicht|rapport|rapportage|lopen|loopt|liep|liepen|jullie|je|stand|de stand van|"
            + "staat|stond|stonden|staan|staat op|bedankt|dank je|dank u|dankjewel|dankuwel|dank je wel|dank u wel|dank|dankje|alvast bedankt|"
            + "alvast dank|bij voorbaat dank|hartelijk dank|heel erg bedankt|bedankt alvast|met dank|dankjewel alvast|te|om|hebben gehad|gehad|we gehad|"
            + "bedroeg|bedraagt|uitkwam|uitkomt|komt uit op|kwam uit op|ongeveer|hoor|toch|nog|al|ze|zij|doen|deed|deden|gedaan|allemaal|hoe wordt|"
            + "hoe worden|wordt er|lekker|mooi|leuk|fijn|prima|men|geven|geeft|erg|ons bedrijf|het bedrijf|liggen|ligt|lag|daar|weer|zo|"
            + "eens even|dan ook|werkelijk|graag even|collega|collegas|nieuwsgierig|nieuwsgierig naar|enig idee|heb je enig idee|enig idee wat|"
            + "als het gaat om|als het om|op het gebied van|wat dat betreft|voor de duidelijkheid|het niveau van|niveau van|grootte van|de grootte van|"
            + "de omvang van|"
            + "omvang van|hoogte van|de hoogte van|zitten|zit|zaten|zitten er|telt|telden|tellen|komen uit|komt uit|"
            + "kwamen uit|uitkomen|uitgekomen|uitgekomen op|momentje|hee|heej|joh|he|groetjes|mvg|vallen onder|vallen in|horen bij|"
            + "iets|zich op|jij|u|hadden we er|er waren|bedien|bedienen|bedienen we|beheer|beheert|"
            + "beheren|neem|alleen|enkel|uitsluitend|slechts|alleen voor|gebruiken we|gebruiken jullie|gebruik je|waar staan we|waar staan we met|waar staat"),
        (TermKind.Request, "",
            "",
            "could you|can you|would you|will you|could you please|can you please|would you please|would you mind|can i|could i|may i|can i get|"
            + "could i get|can i see|can i have|could i have|may i have|i want|i want to know|i want to see|i need|i need to know|i need to see|i would like|"
            + "i would like to know|i would like to see|i would love|i would love to know|i would love to see|id like|id like to know|id like to see|"
            + "id love|id love to know|id love to see|i am looking for|im looking for|looking for|wondering|i was wondering|i wonder|im wondering|"
            + "i am wondering|do you know|do we know|do you have|do we have|have you got|do you happen to know|tell|tell me|tell us|pull|look up|"
            + "check|find|find out|find me|grab|dig up|ask|i have a question|we need|we would like|wed like|wed like to know|remind me|remind me of|"
            + "remind me what|provide|get hold of|help me with|can we|could we|can we see|could we see|can we get|could we get|quick check|"
            + "let us know|list out for us|id be interested in|im interested in|i am interested in|interested in|want|want to know|"
            + "need|would like|hit me with",
            "kun je|kan je|kunt u|kunnen we|kun jij|kan jij|zou je|zou jij|zou u|zou je kunnen|zou u kunnen|zou ik|wil je|wil jij|wilt u|mag ik|"
            + "mogen we|kan ik|kunnen|ik wil|ik wil weten|ik wil graag|ik wil graag weten|ik zou graag willen weten|ik zou graag|ik zou willen weten|"
            + "ik wou graag weten|wij willen graag|we willen graag|we willen weten|ik ben benieuwd|ik ben benieuwd naar|ben benieuwd|ben benieuwd naar|"
            + "benieuwd|benieuwd naar|ik vroeg me af|vroeg me af|ik vraag me af|vraag me af|weet je|weet jij|weet u|weten we|heb je|heb jij|hebt u|"
            + "heeft u|hebben jullie|weten jullie|vertel|vertel me|vertel mij|vertel eens|vertel ons|ik ben op zoek naar|op zoek naar|ik zoek|zoek|zoek op|"
            + "opzoeken|opvragen|"
            + "doorgeven|sturen|doorsturen|delen|bezorgen|check|checken|ik heb nodig|ik heb|we hebben nodig|nodig|doe|ik moet weten|kijk|kijken naar|"
            + "kijk eens naar|zou willen weten|willen weten|willen zien|wil weten|wil zien|wil|willen|graag zien"),
        (TermKind.Me, "", "", "me|for me", "me|voor me|voor mij|aan mij|mij"),
        (TermKind.WhatIs, "", "", "what|whats|waht|whta|wht|what is|what are", "wat|watt|wat is|wat zijn"),
        (TermKind.Show, "",
            "",
            "show|show me|give|give me|display|get me|pull up|fetch|fetch me|send me|send over|print|share with me|present|let me see|lets see|show us|give us|"
            + "get|get us",
            "toon|laat|laat zien|zien|zie|bekijken|geef|geef eens|geef me|geef mij|geef ons|stuur|stuur me|haal|haal op|laat me|laat me zien|toon me|laat mij|"
            + "laat ons|tonen|weergeven|laten zien|toon mij"),
        (TermKind.Help, "",
            "help|help me|menu",
            "what can you do|what can you do for me|what can i ask|what can i ask you|what do you do|commands|options|how do you work|"
            + "how does this work|what do you know|what questions can i ask|what are you able to do|who are you|what are you|what all can you do|"
            + "what can i do here|what kind of questions can i ask|how can you help|how can you help me|what can you tell me|what can you answer|"
            + "which questions can i ask|i need help|can you help me|what are your capabilities|how do i use this|how do i use you|what could you do|"
            + "help please|instructions please|what can you do for us|what can you help with|what can you help me with|what do you answer|"
            + "what questions can you answer|which questions can you answer|what can we ask you|what can we ask|how can i use you|how do you help|"
            + "what sort of questions can i ask|what kind of things can i ask|what things can i ask|which metrics do you know|what metrics do you know|"
            + "which kpis do you know|what kpis do you know|which kpis can i ask|what kpis can i ask about|what can you show me|what can you show|"
            + "what do you have|what else can you do|what else can i ask|what are my options|what are the options|what can i ask you about|"
            + "what can i ask about|what are you capable of|how does this bot work|what is this bot|what does this bot do|examples|example questions|"
            + "show me what you can do|tell me what you can do|explain what you can do|i need some help|i could use some help",
            "hulp|help mij|wat kun je|wat kan je|wat kun je allemaal|wat kan je allemaal|wat kun je doen|wat kan ik vragen|wat kan ik je vragen|"
            + "wat kan ik allemaal vragen|wat kan ik jou vragen|hoe werkt dit|hoe werk je|hoe werkt deze bot|wie ben je|wat doe je|opties|commandos|"
            + "wat kun jij|wat kan jij|wat kun jij allemaal|wat kan jij allemaal|welke vragen kan ik stellen|wat weet je|waar kun je mee helpen|"
            + "waarmee kun je helpen|kun je me helpen|kan je me helpen|kun je helpen|wat kunt u|wat kan ik hier doen|wat kan ik je allemaal vragen|"
            + "hoe gebruik ik dit|wat voor vragen kan ik stellen|waar kun je me mee helpen|waarmee kun je me helpen|wie ben jij|wat kan deze bot|"
            + "wat ben je|wat kun je voor me doen|wat kun je voor mij doen|wat kun je allemaal voor me doen|wat kun je allemaal voor mij doen|"
            + "wat kun je voor ons doen|wat kan je voor me doen|wat kan je voor mij doen|waar kan je me mee helpen|waar kan je mee helpen|"
            + "waar kan ik je voor gebruiken|wat kunnen we je vragen|wat kunnen we vragen|welke vragen kan ik je stellen|wat kan ik allemaal aan je vragen|"
            + "welke vragen kun je beantwoorden|welke vragen beantwoord je|welke cijfers kan ik opvragen|welke cijfers ken je|welke kpis ken je|"
            + "welke kpis kan ik opvragen|wat voor dingen kan ik vragen|welke mogelijkheden zijn er|mogelijkheden|wat zijn de mogelijkheden|"
            + "ik heb hulp nodig|ik wil hulp|kun je mij helpen|kunt u mij helpen|kunt u helpen|hoe kan ik je gebruiken|hoe werkt de bot|"
            + "voorbeelden|voorbeeldvragen|laat zien wat je kunt|vertel wat je kunt|wat zijn je functies|wat kun je nog meer"),
    ];
}
