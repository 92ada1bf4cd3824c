namespace RetentionBot.Domain.Questions;

/// <summary>All words and phrases that are neither a metric, a dimension nor a period: said in both languages, English, Dutch.</summary>
internal static class LexiconWords
{
    public static readonly (TermKind Kind, string Value, string Both, string English, string Dutch)[] All =
    [
        (TermKind.Filler, "",
            "is|was|we|had|team|ok|oke|okay|retentionbot|retention bot|bot|kpi|dashboard|svp|aub|hi|hey|hoi",
            "the|a|an|our|us|ours|were|are|am|do|does|did|have|has|been|be|being|please|pls|plz|kindly|hello|hi there|hey there|good morning|"
            + "good afternoon|could you|can you|would you|will you|could you please|can you please|can i|could i|may i|can i get|could i get|can i see|"
            + "i want|i want to know|i want to see|i need|i need to know|i would like|i would like to know|i would like to see|id like|id like to know|"
            + "id like to see|i am looking for|im looking for|looking for|wondering|i was wondering|i wonder|do you know|do we know|know|tell me|"
            + "let me know|quickly|quick question|quick|question|just|actually|really|there|how|so|then|thanks|thank you|thx|cheers|figure|figures|"
            + "numbers|overview|report|an overview of|look|looking|look like|looked|looks|stand|stood|standing|turn out|turned out|any|still|yet|reading|"
            + "run|some|their subscription|their contract|their|great|nice|cool|perfect|awesome|you|exactly|precisely|roughly|about|sorry|well|hey bot|"
            + "dear bot|company|business|overall company|say|in the books|on the books|we have",
            "de|het|een|onze|ons|wij|waren|zijn|hebben|hebt|heb|heeft|hadden|werd|werden|geworden|er|eruit|uit|graag|alsjeblieft|alstublieft|"
            + "alsjeblief|asjeblieft|hallo|goedemorgen|goedemiddag|goedendag|dag bot|kun je|kan je|kunt u|kunnen we|kun jij|zou je|zou u|zou je kunnen|"
            + "wil je|wilt u|mag ik|kan ik|ik wil|ik wil weten|ik wil graag|ik wil graag weten|ik zou graag willen weten|ik zou graag|"
            + "ik ben benieuwd naar|benieuwd|benieuwd naar|ik vroeg me af|weten|weet je|weet jij|weten we|zeg|zeg me|vertel|vertel me|vertel eens|"
            + "hun abonnement op|hun abonnement|hun contract op|hun contract|hun|me vertellen|mij vertellen|ons vertellen|me zeggen|mij zeggen|"
            + "me laten weten|me geven|mij geven|ons geven|me laten zien|vertellen|zeggen|laten weten|eens|even|eventjes|snel|snelle vraag|vraag|vraagje|"
            + "vraagje even|gewoon|precies|eigenlijk|nou|dus|hoe|hoe zat het met|hoe ziet|hoe zag|ziet|zag|cijfer|cijfers|overzicht|rapport|rapportage|"
            + "lopen|loopt|jullie|je|stand|staat|stond|stonden|staan|bedankt|dank je|dankjewel|dank|dankje|te|om|hebben gehad|gehad|we gehad|bedroeg|"
            + "bedraagt|uitkwam|ongeveer|hoor|toch|nog|al|ze|zij|doen|deed|deden|gedaan|allemaal|hoe wordt|hoe worden|wordt er|lekker|mooi|leuk|fijn|"
            + "prima|men|geven|geeft|erg|bedrijf|liggen|ligt|lag|daar|weer|zo|eens even|dan ook|werkelijk|graag even|collega"),
        (TermKind.Preposition, "",
            "in|over",
            "for|of|on|at|during|with|within|to|among|from|as of|regarding|re|across|throughout",
            "van|voor|op|bij|gedurende|tijdens|met|aan|onder|binnen|qua|wat betreft|mbt|inzake|in de loop van|door|vanuit|gezien over|uit de"),
        (TermKind.Between, "", "", "between", "tussen"),
        (TermKind.And, "", "of", "and|or|&|+", "en|alsmede"),
        (TermKind.WhatIs, "", "", "what|whats|what is|what are", "wat|wat is|wat zijn"),
        (TermKind.Show, "",
            "",
            "show|show me|give|give me|display|get me|pull up|fetch|send me|print|share with me|present|let me see|show us|give us|get",
            "toon|laat|laat zien|zien|zie|bekijken|geef|geef me|geef mij|geef ons|stuur|stuur me|haal op|laat me|laat me zien|toon me|laat mij|"
            + "laat ons|tonen|weergeven|laten zien|toon mij"),
        (TermKind.Customers, "",
            "accounts|account",
            "customers|customer|clients|client|logos|customer accounts|companies",
            "klanten|klant|afnemers|klantjes|relaties"),
        (TermKind.Active, "", "", "active|paying", "actieve|actief|betalende|betalend"),
        (TermKind.Leave, "",
            "",
            "lose|lost|losing|loose|left|leave|leaving|leaves|churned|cancelled|canceled|cancel|cancelling|canceling|quit|departed|walked away|"
            + "dropped out|dropped off|walk away|went away|did lose|ended their subscription|stopped|ended their contract|cancelled their subscription|"
            + "canceled their subscription|cancel their subscription|cancelled their contract|walked out|go away|gone|defected|parted ways|depart",
            "verloren|verloor|verliezen|verliest|kwijtgeraakt|kwijt|kwijtraakten|kwijtraken|kwijt geraakt|vertrokken|vertrok|vertrekken|vertrekt|"
            + "weggegaan|weggaan|weg|weggelopen|wegliepen|opgezegd|opzegden|zegden|opzeggen|zegde|gestopt|stopten|stoppen|afgehaakt|haakten|afhaakten|"
            + "haakten af|zegden op|gechurnd|churnden|uitgestroomd|afgevallen|vielen af|liepen weg|gingen weg|zegden hun abonnement op|"
            + "hun abonnement opgezegd|abonnement opgezegd|opgestapt|stapten op|haken af|zeggen op|het abonnement opgezegd|geannuleerd|annuleerden|"
            + "hun contract opgezegd|contract opgezegd"),
        (TermKind.Join, "",
            "",
            "gain|gained|won|win|acquire|acquired|added|add new|joined|join|signed up|sign up|signed on|sign on|brought in|bring in|onboarded new|"
            + "started with us|signed|sign|landed|came on board|welcomed|welcome",
            "gewonnen|wonnen|winnen|binnengehaald|haalden binnen|erbij gekregen|erbij gekomen|kwamen erbij|bijgekomen|kwamen bij|erbij|aangemeld|"
            + "aangesloten|verwelkomd|verwelkomden|geworven|wierven|ingestroomd|aangetrokken|bijgekregen|komen erbij|zijn erbij|meldden zich aan|"
            + "hebben zich aangemeld|zich aangemeld|bij zijn gekomen|bij gekomen|erbij zijn gekomen|er bij gekomen|er bij zijn gekomen|bij komen|"
            + "meldden aan|gestart bij ons|klant geworden|klant werden|werden klant|nieuw binnengekomen|nieuw binnen"),
        (TermKind.Receive, "",
            "",
            "got|gotten|gets|received|see|saw|achieve|achieved|score|scored|reach|reached|record|recorded|measure|measured",
            "kregen|gekregen|krijgen|behaald|behaalden|haalden|gehaald|gescoord|scoorden|gemeten|scoren|halen|zagen|binnen|binnengekomen"),
        (TermKind.Stay, "",
            "",
            "stay|stayed|stick|stuck|kept|keep|retained|retain|remained|remain|stuck around|stay with us|stayed with us",
            "gebleven|bleven|blijven|behouden|behielden|blijft|hielden|vastgehouden|klant gebleven|klant bleven|bleef|trouw gebleven"),
        (TermKind.Return, "",
            "",
            "returned|return|came back|come back|reactivated|won back|win them back|coming back|returning",
            "teruggekomen|teruggekeerd|teruggewonnen|kwamen terug|keerden terug|terugkwamen|terugkeerden|gereactiveerd|heractiveerden|terugkomen|terug"),
        (TermKind.Count, "",
            "#",
            "how many|number of|the number of|total number of|count of|amount of|count|nr of|no of|number",
            "aantal|het aantal|totaal aantal|totale aantal|aantallen"),
        (TermKind.HowMuch, "",
            "",
            "how much|how high|how large|how big|how long|how low|how good",
            "hoeveel|hoe hoog|hoe groot|hoe veel|hoelang|hoe lang|hoe laag|hoe goed"),
        (TermKind.Percent, "",
            "percentage|%|procent",
            "percent|per cent|what percentage|which percentage|what percent|share|what share|proportion|fraction|what proportion|how many percent|"
            + "portion|what portion|pct|% of|percentage of",
            "hoeveel procent|welk percentage|hoeveel %|aandeel|welk deel|welk aandeel|percentueel|deel|wat voor percentage|gedeelte"),
        (TermKind.Rate, "", "", "rate|ratio|rates", "ratio|graad|percentages"),
        (TermKind.Average, "", "", "average|avg|on average", "gemiddelde|gemiddeld|gem|doorsnee|gemiddeldes"),
        (TermKind.Per, "",
            "per|split per",
            "by|for each|for every|each|every|broken down by|split by|split out by|grouped by|group by|break down by|breakdown by|breakdown per|"
            + "breakdown of|sliced by|segmented by|split up by|divided by|broken out by|broken down per|across all|across the|in each|of each|with each|"
            + "at each|distributed by|itemized by|breakdown|break down|split",
            "naar|uitgesplitst naar|uitgesplitst per|opgesplitst naar|opgesplitst per|uitgesplitst op|verdeeld over|verdeeld naar|verdeeld per|"
            + "voor elk|voor elke|voor ieder|voor iedere|elk|elke|ieder|iedere|gesplitst naar|gesplitst per|gegroepeerd per|gegroepeerd op|"
            + "opgedeeld naar|opgedeeld per|in elk|in ieder|van elk|van elke|van ieder|van iedere|bij elke|bij elk|uitsplitsing per|uitsplitsing naar|"
            + "verdeling per|verdeling naar|verdeling over|verdeling|uitsplitsing|splits|splits uit|uitgesplitst|splits op|opgesplitst|verdeeld"),
        (TermKind.Which, "", "", "which|which of", "welke|welk|welke van"),
        (TermKind.Who, "", "", "who|whom", "wie"),
        (TermKind.List, "",
            "",
            "list|a list|a list of|list of|the list of|name|names|the names of|names of|enumerate|list all|list out|by name|the names|customer list|"
            + "name all",
            "lijst|lijstje|een lijst|een lijst van|een lijst met|lijst van|lijst met|lijstje met|noem|noemen|som op|opsomming|opsomming van|opsommen|"
            + "namen|de namen van|namen van|overzicht van welke|lijst op|klantenlijst|bij naam|met naam"),
        (TermKind.Trend, "",
            "trend|trends",
            "trending|trend line|trendline|development|over time|develop|developed|evolve|evolved|evolution|progression|history|historical trend|"
            + "timeline|time series|evolving|developing|through time|trend over time|development over time|how has|course of",
            "ontwikkeling|ontwikkelingen|ontwikkeld|ontwikkelde|ontwikkelt zich|ontwikkelde zich|zich ontwikkeld|heeft zich ontwikkeld|door de tijd|"
            + "in de tijd|door de tijd heen|evolutie|verloop in de tijd|tijdlijn|trendlijn|over de tijd|ontwikkelt|zich|historie|"
            + "het verloop door de tijd|verloop door de tijd|trendgrafiek|verloop over de tijd"),
        (TermKind.Trend, "week",
            "per week|week over week trend",
            "weekly|by week|each week|every week|week by week|on a weekly basis|for each week|for every week|by the week|weekly basis|weekly trend|"
            + "per calendar week",
            "wekelijks|wekelijkse|elke week|iedere week|week voor week|per kalenderweek|week na week|op weekbasis|weektrend"),
        (TermKind.Trend, "month",
            "",
            "monthly|per month|by month|each month|every month|month by month|on a monthly basis|for each month|for every month|month after month|"
            + "monthly basis|monthly trend|per calendar month",
            "per maand|maandelijks|maandelijkse|elke maand|iedere maand|maand voor maand|per kalendermaand|maand na maand|p m|pm|op maandbasis|"
            + "naar maand|voor elke maand|maandtrend|uitgesplitst naar maand|uitgesplitst per maand"),
        (TermKind.Trend, "quarter",
            "",
            "quarterly|per quarter|by quarter|each quarter|every quarter|quarter by quarter|on a quarterly basis|for each quarter|for every quarter|"
            + "quarterly basis|quarterly trend",
            "per kwartaal|elk kwartaal|ieder kwartaal|kwartaal voor kwartaal|naar kwartaal|kwartaalsgewijs|voor elk kwartaal|op kwartaalbasis|"
            + "driemaandelijks|kwartaaltrend|uitgesplitst naar kwartaal|uitgesplitst per kwartaal"),
        (TermKind.Compare, "to",
            "vs|versus|v s",
            "compared to|compared with|comparison with|comparison to|compare with|compare to|compare that with|compare that to|compare it with|"
            + "compare it to|than|against|relative to|in comparison with|in comparison to|compares to|compares with|as compared to|set against|"
            + "stack up against|how does that compare to|how does that compare with",
            "tov|vergeleken met|ten opzichte van|dan|dan in|tegenover|tegen|in vergelijking met|in vergelijking tot|vergeleken|afgezet tegen|"
            + "vergelijking met|ten opzichte|vergelijk met|vergelijk dat met|vergelijk dit met|vergelijk het met"),
        (TermKind.Compare, "",
            "",
            "compare|compared|comparison|comparison of|difference|difference between|the difference between|comparing|difference in|comparison between|"
            + "compare between",
            "vergelijk|vergelijken|vergelijking|verschil|verschil tussen|het verschil tussen|verschil in|vergelijking van|vergelijking tussen|"
            + "verschillen"),
        (TermKind.Direction, "",
            "",
            "higher|lower|up|down|better|worse|increased|increase|decreased|decrease|decline|declined|risen|rose|rise|fallen|fell|drop|dropped|"
            + "improved|improve|go up|gone up|went up|went down|gone down|go down|more|fewer|less|changed|change|differ|differed|bigger|smaller|or lower|"
            + "or higher|greater|larger",
            "hoger|lager|beter|slechter|gestegen|gedaald|steeg|daalde|toegenomen|afgenomen|verbeterd|verslechterd|meer|minder|veranderd|verandering|"
            + "groter|kleiner|stijging|daling|omhoog|omlaag|omhoog gegaan|omlaag gegaan|gegaan|verschilt|verschilde|of lager|of hoger|nam toe|nam af"),
        (TermKind.Superlative, "",
            "",
            "most|highest|lowest|worst|best|least|fewest|biggest|largest|smallest|the most|greatest|the worst|the best|longest|shortest|top|hardest|"
            + "fastest",
            "meeste|hoogste|laagste|slechtste|beste|minste|grootste|kleinste|het meest|meest|het hoogst|hoogst|het laagst|laagst|het best|best|"
            + "het slechtst|langste|kortste|snelste"),
        (TermKind.Shift, "year",
            "year over year|yoy|year on year|yy|y o y|yoy change",
            "a year earlier|year earlier|one year earlier|the year earlier|a year ago|one year ago|year ago|the year before|a year before|"
            + "one year before|year before|a year previously|annual comparison|the previous year same period|over last year same period",
            "jaar op jaar|een jaar eerder|jaar eerder|een jaar geleden|jaar geleden|het jaar ervoor|het jaar daarvoor|jaar ervoor|jaar daarvoor|"
            + "1 jaar eerder|1 jaar geleden|een jaar daarvoor|een jaar ervoor|jj|jaar over jaar|het voorgaande jaar zelfde periode"),
        (TermKind.Shift, "month",
            "month over month|mom|month on month|mm|m o m",
            "a month earlier|month earlier|one month earlier|the month before|a month before|month before|the month before that|the preceding month|"
            + "a month ago|the month prior|month prior|the prior month",
            "maand op maand|een maand eerder|maand eerder|de maand ervoor|de maand daarvoor|maand ervoor|maand daarvoor|een maand daarvoor|"
            + "een maand ervoor|de voorgaande maand|een maand geleden|de maand voordien"),
        (TermKind.Shift, "quarter",
            "quarter over quarter|qoq|quarter on quarter|qq",
            "a quarter earlier|quarter earlier|the quarter before|quarter before|the quarter before that|the preceding quarter|the quarter prior|"
            + "quarter prior|the prior quarter|one quarter earlier",
            "kwartaal op kwartaal|een kwartaal eerder|kwartaal eerder|het kwartaal ervoor|het kwartaal daarvoor|kwartaal ervoor|kwartaal daarvoor|"
            + "het voorgaande kwartaal|een kwartaal daarvoor"),
        (TermKind.Shift, "week",
            "week over week|wow|week on week",
            "a week earlier|week earlier|the week before|week before|the week before that|the preceding week|a week before|one week earlier|"
            + "the prior week",
            "week op week|een week eerder|week eerder|de week ervoor|de week daarvoor|week ervoor|week daarvoor|de voorgaande week"),
        (TermKind.Shift, "period",
            "",
            "the period before|the previous period|previous period|preceding period|the preceding period|the period before that|prior period|"
            + "period before",
            "de vorige periode|vorige periode|de periode ervoor|de periode daarvoor|voorgaande periode|de voorgaande periode|periode ervoor|"
            + "periode daarvoor"),
        (TermKind.Total, "",
            "",
            "overall|total|in total|altogether|in all|all|company wide|everyone|combined|the total|all of our|all our|all together|for everyone|"
            + "all of them",
            "totaal|totale|in totaal|alle|alles|bij elkaar|in zijn geheel|al onze|samen|gezamenlijk|iedereen|het totaal|alles bij elkaar|voor iedereen|"
            + "allemaal samen|opgeteld"),
        (TermKind.Definition, "",
            "",
            "mean|means|meaning|meaning of|meant|what is meant by|calculated|calculate|calculation|computed|compute|definition|definition of|define|"
            + "defined|formula|formula for|worked out|work out|what do you mean by|mean by|derived|the meaning of|stand for|stands for|how do you get to|"
            + "calculating|the formula|figured out|determined|determine|come about",
            "wat wordt bedoeld met|wat wordt verstaan onder|wat wordt er bedoeld met|wat wordt er verstaan onder|wat verstaan we onder|"
            + "wat verstaan jullie onder|betekent|betekenis|betekenen|bedoeld|bedoel|bedoelen|berekend|berekenen|bereken|berekent|berekening|definitie|"
            + "definitie van|gedefinieerd|formule|formule voor|verstaan we onder|verstaan jullie onder|versta je onder|wordt verstaan onder|"
            + "wordt bedoeld met|bedoel je met|bedoelen we met|bepaald|uitgerekend|houdt in|definieer|definieren|inhoudt|staat voor|houd in|bepalen|"
            + "bepaal|reken je|rekenen jullie|houdt|tot stand"),
        (TermKind.Explain, "",
            "",
            "explain|explain to me|describe|explanation of",
            "leg uit|uitleggen|uitleg|uitleg over|verklaar het begrip|leg|omschrijf|verduidelijk"),
        (TermKind.Help, "",
            "help|/help|help me|menu",
            "what can you do|what can you do for me|what can i ask|what can i ask you|what do you do|commands|options|how do you work|"
            + "how does this work|what do you know|what questions can i ask|what are you able to do|who are you|what are you|what all can you do|"
            + "what can i do here|what kind of questions can i ask|how can you help|how can you help me|what can you tell me|what can you answer|"
            + "which questions can i ask|i need help|can you help me|what are your capabilities|how do i use this|how do i use you|what could you do|"
            + "help please|instructions please",
            "hulp|help mij|wat kun je|wat kan je|wat kun je allemaal|wat kan je allemaal|wat kun je doen|wat kan ik vragen|wat kan ik je vragen|"
            + "wat kan ik allemaal vragen|wat kan ik jou vragen|hoe werkt dit|hoe werk je|hoe werkt deze bot|wie ben je|wat doe je|opties|commandos|"
            + "wat kun jij|wat kan jij|wat kun jij allemaal|wat kan jij allemaal|welke vragen kan ik stellen|wat weet je|waar kun je mee helpen|"
            + "waarmee kun je helpen|kun je me helpen|kan je me helpen|kun je helpen|wat kunt u|wat kan ik hier doen|wat kan ik je allemaal vragen|"
            + "hoe gebruik ik dit|wat voor vragen kan ik stellen|waar kun je me mee helpen|waarmee kun je me helpen|wie ben jij|wat kan deze bot|"
            + "wat ben je"),
        (TermKind.Alerts, "",
            "alerts|alert|signals|alarms",
            "warnings|alarm|health alerts|notifications|warning",
            "meldingen|melding|waarschuwingen|waarschuwing|alarmen|signalen|alarmmeldingen|signaleringen|attenties|openstaande meldingen|"
            + "openstaande alerts"),
        (TermKind.Open, "",
            "open",
            "outstanding|unresolved|remaining|left open|still open|pending",
            "openstaan|openstaande|nog open|staan open|nog openstaan|onopgeloste|open staan|nog openstaande|resterende"),
        (TermKind.Checklist, "",
            "checklist|check list|weekly checklist|cs checklist",
            "checklist items|checklists|checklist progress|checklist status|weekly check list",
            "wekelijkse checklist|checklijst|weekchecklist|afvinklijst|afvinklijstje|controlelijst|weeklijst|checklistje|checklistpunten"),
        (TermKind.Survey, "", "survey", "surveys|questionnaire", "enquete|enquetes|vragenlijst|klantenquete|klantonderzoek|onderzoek|peiling"),
        (TermKind.Answer, "",
            "",
            "filled in|filled out|fill in|fill out|answered|answer|responded|responded to|respond to|respond|replied|replied to|took part in|took part|"
            + "participated|participated in|returned the",
            "ingevuld|invulde|invullen|vulde|vulden|vult|beantwoord|beantwoordde|beantwoordden|gereageerd|reageerde|reageerden|deelgenomen|meegedaan|"
            + "deed mee|gereageerd op"),
        (TermKind.Results, "",
            "",
            "results|result|outcome|outcomes|responses|answers|findings",
            "resultaten|resultaat|uitslag|uitslagen|uitkomst|uitkomsten|antwoorden|reacties|bevindingen"),
        (TermKind.Doing, "",
            "status",
            "doing|going|went|came|come|go|how is it going with|how are things with|how are things at|progress|done|finished|complete|completed|"
            + "getting on|getting along|how far|far|things|coming along|fare|faring|state|in good shape|along|this going",
            "gaat|gaan|ging|gingen|raakten|raken|geraakt|kwam|kwamen|gekomen|gaat het|hoe gaat het met|hoe staat het met|hoe staat het ervoor|"
            + "hoe staat het ervoor met|staat het|hoe staat|ervoor|voortgang|klaar|af|ver|hoever|hoe ver|gereed|voltooid|afgerond|staan we|gesteld|"
            + "vorderen|vordert|hoe gaat|hoe doet|doet|afgewerkt|afgevinkt|toestand"),
        (TermKind.Health, "",
            "health|health score",
            "healthy|customer health",
            "healthscore|gezondheidsscore|gezondheid|gezond|klantgezondheid|klantgezondheidsscore|gezondheids score"),
        (TermKind.FollowUp, "",
            "",
            "what about|how about|and what about|and how about|and for|same for|and the same for|the same for|same but|same but for|the same but for|"
            + "and also|also|now for|ditto for|same question for|same thing for|and if|again for|and now|and then|instead|the same|same|and what|"
            + "and what was|what was it|what was that|and how was|and how many",
            "hoe zit het met|en hoe zit het met|en voor|hetzelfde voor|en hetzelfde voor|zelfde voor|ook|en ook|en wat was|idem voor|idem|"
            + "dezelfde vraag voor|nu voor|hetzelfde maar dan voor|hetzelfde maar voor|en dan|en hoe was|hoe was dat|wat was dat|wat was het|en wat|"
            + "en hoe|en hoeveel|hoe is dat|en hoe is dat|hetzelfde|zelfde|en die|en hoe zat het"),
        (TermKind.That, "", "", "that|this|it|those|these|they", "dat|dit|die|deze|daarvan|hiervan|ervan|hij"),
        (TermKind.Now, "",
            "",
            "now|right now|at the moment|at this moment|currently|current|at present|presently|as of now|as of today|these days|just now|at this point|"
            + "this moment|this very moment",
            "nu|op dit moment|momenteel|op het moment|huidige|huidig|actuele|actueel|op dit ogenblik|vandaag de dag|tegenwoordig|per nu|per vandaag|"
            + "nu op dit moment|anno nu|thans"),
        (TermKind.Filter, FilterNames.Me,
            "",
            "my|mine|of mine|did i|do i|have i|i have|i lost|i lose|i got|am i|assigned to me|owned by me|had i|i had|i did|i own|that i|were mine",
            "mijn|mij|van mij|van mezelf|ben ik|heb ik|had ik|verloor ik|verlies ik|raakte ik|mijne|ik heb|ik had|ik ben|bij mij|won ik|kreeg ik|"
            + "haalde ik|mn|m'n"),
    ];

    public static readonly (UnknownReason Reason, string Both, string English, string Dutch)[] Refusals =
    [
        (UnknownReason.NotAKpi,
            "cac|forecast|budget|roi|arr|ebitda|prognose",
            "why|cause|causes|caused|reason|reasons|forecasts|forecasted|predict|prediction|predicted|expected|expect|projection|projected|profit|"
            + "profits|margin|growth|grow|grew|growing|revenue|turnover|income|earnings|sales|will|would be|going to|should|target|goal|goals|"
            + "acquisition cost|customer acquisition cost|acquisition costs|delete|remove|change the|set|reset|drop the|insert|cost|costs|bookings|"
            + "pipeline|leads|because|due to|driven by|how come|estimate|likely|what if|next best|improve our|reduce|revenues|write|create|send|email|"
            + "mail",
            "waarom|oorzaak|oorzaken|reden|redenen|voorspel|voorspelling|voorspellen|verwacht|verwachting|verwachten|verwachte|winst|marge|groei|"
            + "groeien|groeide|omzet|inkomsten|opbrengst|opbrengsten|zal|zullen|gaat worden|wordt het|doel|doelstelling|acquisitiekosten|kosten|wis|"
            + "verwijder|wijzig|pas|aanpassen|zet|waardoor|hoezo|komt door|vanwege|stel|schat|schatting|streefcijfer|omzetgroei|maandomzet|omzetcijfers|"
            + "verlagen|verbeteren|wervingskosten|klantwaarde|winstmarge|verander"),
        (UnknownReason.Exclusion,
            "excl|minus",
            "without|except|excluding|exclude|not|no|non|besides|other than|apart from|never|dont|didnt|doesnt|isnt|arent|wasnt|werent|havent|hasnt|"
            + "leaving out|except for|but not|ignoring|outside|outside of|everyone but|all but|everything but",
            "zonder|behalve|exclusief|uitgezonderd|niet|geen|buiten|anders dan|uitgesloten|met uitzondering van|afgezien van|op na|nooit|los van|"
            + "minus de|niet meegerekend"),
        (UnknownReason.FuturePeriod,
            "",
            "next week|next month|next quarter|next year|tomorrow|in the future|future|soon",
            "volgende week|volgende maand|volgend kwartaal|volgend jaar|morgen|toekomst|toekomstige|binnenkort|straks"),
        (UnknownReason.Nothing,
            "",
            "good job|nice work|well done|bye|goodbye|how are you|how are we doing|great job",
            "goed zo|top gedaan|doei|tot ziens|hoe gaat het|hoe gaat het met je|hoe gaat het met ons|hoe doen we het|goed gedaan|hoe staan we ervoor"),
    ];

    /// <summary>Real words that lie within a slip of a known one; never mended.</summary>
    public const string OtherWords =
        "inactive|deactivation|deactivated|deactivate|unhappy|basis|retail|trial|trials|cross|chain|quarterback|county|lasting|users|user|"
        + "gebruiker|gebruikers|actieven|organic|tenants|passives|active users|detractors|promoters|passieven|chart|early|plane|planned|gepland|"
        + "geplande|countess|inactieve|inactief|deactivatie|klacht|klachten|lander|weekend|weekends|weekenden|monday|sunday|kwart|halve|quarterfinal|"
        + "month end|maandag|region|regio|series|newest|actions|signature|response times|retainer|retired|retirement|orders|order|bestelling|"
        + "bestellingen|refunds|tickets|ticket|reordered|customs|customize|custom|winter|zomer|herfst|lente|summer|spring|autumn|partner|partners|"
        + "churchill|church|betaling|betalingen|payments|payment|verlopen|verloopt|verlof|verlaat|gross margin|marketing|market|markten|markt|"
        + "contracten|contract|contracts|listen|losses|losings|reviews|waarden|wardens|stopping|startup|startups|"
        + "attribution|resolution|evaluation|percentile|production|protection|different|however|store|"
        + "stores|while|whose|grows|smart|starter|saves|combine|short|"
        + "given|place|places|created|scope|recover|contact|contacts|chance|charge|alone|while|precise|points|dealing|closing|finishes|completely|repeat|brand|"
        + "brands|channel|channels|cause|device|devices|gender|industry|sector|source|sources|slower|faster|other|others|older|newer|young|oldest|small|large";
}
