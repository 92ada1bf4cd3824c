namespace RetentionBot.Domain.Questions;

/// <summary>All words and phrases that are neither a metric, a dimension nor a period: said in both languages, English, Dutch.</summary>
internal static class LexiconWords
{
    public static readonly (TermKind Kind, string Value, string Both, string English, string Dutch)[] All =
    [
        (TermKind.Preposition, "",
            "in|over",
            "for|of|on|at|during|with|within|to|among|from|as of|regarding|re|across|throughout",
            "van|voor|op|bij|gedurende|tijdens|met|aan|onder|binnen|qua|wat betreft|mbt|inzake|in de loop van|door|vanuit|gezien over|uit de"),
        (TermKind.Between, "", "", "between", "tussen"),
        (TermKind.And, "", "of", "and|or|&|+", "en|alsmede"),
        (TermKind.Customers, "",
            "accounts|account",
            "customers|customer|clients|client|logos|customer accounts|companies|cust|custs",
            "klanten|klant|afnemers|klantjes|relaties|bedrijven|opdrachtgevers|clienten"),
        (TermKind.People, "", "", "people|persons", "mensen|personen"),
        (TermKind.Active, "", "", "active|paying", "actieve|actief|betalende|betalend"),
        (TermKind.New, "", "", "new|newly", "nieuwe|nieuw|nwe"),
        (TermKind.Leave, "",
            "",
            "lose|lost|losing|loose|left|leave|leaving|leaves|churned|cancelled|canceled|cancel|cancelling|canceling|quit|departed|walked away|"
            + "dropped out|dropped off|walk away|went away|did lose|ended their subscription|stopped|ended their contract|cancelled their subscription|"
            + "canceled their subscription|cancel their subscription|cancelled their contract|walked out|go away|gone|defected|parted ways|depart|quitting|"
            + "bailed|bailed out|"
            + "jumped ship|said goodbye|churn out|dropped their subscription|ended their contracts|ended their subscriptions|cancelled their subscriptions|"
            + "canceled their subscriptions|called it quits|terminated|terminated their contract|pulled the plug|unsubscribed|left us|leave us|"
            + "lost to churn|lose to churn|losing to churn",
            "verloren|verloor|verliezen|verliest|kwijtgeraakt|kwijt|kwijtraakten|kwijtraken|kwijt geraakt|vertrokken|vertrok|vertrekken|vertrekt|"
            + "weggegaan|weggaan|weg|weggelopen|wegliepen|opgezegd|opzegden|zegden|opzeggen|zegde|gestopt|stopten|stoppen|afgehaakt|haakten|afhaakten|"
            + "haakten af|zegden op|gechurnd|churnden|uitgestroomd|afgevallen|vielen af|liepen weg|gingen weg|zegden hun abonnement op|"
            + "hun abonnement opgezegd|abonnement opgezegd|opgestapt|stapten op|haken af|zeggen op|het abonnement opgezegd|geannuleerd|annuleerden|"
            + "hun contract opgezegd|contract opgezegd|"
            + "haakte|haakt af|haakte af|haken|vielen|vallen af|stapte|stapten|opstappen|afhaken|stopte|stopt|beeindigd|beeindigden|"
            + "hun abonnement beeindigd|hun contract beeindigd|verlaten|verlieten|verliet|kwijtraakte|kwijtraakt|kwijt zijn|ervandoor|gechurned|churnde|"
            + "opzegde|opzegt|zegt op|zegt|uitstroomden|uitstromen|vaarwel gezegd|ermee opgehouden|opgehouden|gecanceld|zeggen hun abonnement op|"
            + "verloren aan churn"),
        (TermKind.Join, "",
            "",
            "gain|gained|won|win|acquire|acquired|added|add new|joined|join|signed up|sign up|signed on|sign on|brought in|bring in|onboarded new|"
            + "started with us|signed|sign|landed|came on board|welcomed|welcome|come on board|"
            + "onboarded|were added|joined us|join us|picked up|pick up|bagged|attract|attracted|brought on|bring on|signed with us|became customers|"
            + "become customers|became a customer|sign on with us|subscribed|signing up",
            "gewonnen|wonnen|winnen|binnengehaald|haalden binnen|erbij gekregen|erbij gekomen|kwamen erbij|bijgekomen|kwamen bij|erbij|aangemeld|"
            + "aangesloten|verwelkomd|verwelkomden|geworven|wierven|ingestroomd|aangetrokken|bijgekregen|komen erbij|zijn erbij|meldden zich aan|"
            + "hebben zich aangemeld|zich aangemeld|bij zijn gekomen|bij gekomen|erbij zijn gekomen|er bij gekomen|er bij zijn gekomen|bij komen|"
            + "meldden aan|gestart bij ons|klant geworden|klant werden|werden klant|nieuw binnengekomen|nieuw binnen|komen er bij|"
            + "kwamen er bij|bijgeschreven|binnengehaalde|toegevoegd|ingeschreven|zich ingeschreven|aan boord gekomen|aangehaakt|erbij gehaald|"
            + "haalden erbij|haalden er bij|erbij kregen|erbij kwamen|werd klant|ben klant geworden|klant worden|geworven klanten|bij ons begonnen|"
            + "kwam erbij|kwam er bij|komt erbij|bij ons gestart|gestart"),
        (TermKind.Receive, "",
            "",
            "got|gotten|gets|received|see|saw|achieve|achieved|score|scores|scored|reach|reached|record|recorded|post|posted|hit|clocked|registered|reported",
            "kregen|gekregen|krijgen|behaald|behaalden|haalden|gehaald|gescoord|scoorden|scoren|halen|zagen|binnen|binnengekomen|scoort|scoorde|"
            + "haalt|haalde|noteerden|genoteerd|geregistreerd|registreerden|boekten|geboekt|ontvangen|ontvingen"),
        (TermKind.Stay, "",
            "",
            "stay|stayed|stick|stuck|kept|keep|retained|retain|remained|remain|stuck around|stay with us|stayed with us|retaining|"
            + "stayed on|stuck with us|hold on to|held on to|hang on to|hung on to|stay on board|stayed on board|keep on board|holding on to|"
            + "stayed loyal|remained customers|remained with us|stayed customers|stayed customer",
            "gebleven|bleven|blijven|behouden|behielden|blijft|hielden|vastgehouden|klant gebleven|klant bleven|bleef|trouw gebleven|vast|"
            + "vasthouden|vasthielden|behoudt|behield|trouw bleven|bij ons gebleven|bij ons bleven|weten te behouden|weten vast te houden|"
            + "aan boord gebleven|aan boord bleven|behouden gebleven"),
        (TermKind.Return, "",
            "",
            "returned|return|came back|come back|reactivated|won back|win them back|coming back|returning|win back|won them back|get back|got back|"
            + "reactivate|reactivating|rejoined",
            "teruggekomen|teruggekeerd|teruggewonnen|kwamen terug|keerden terug|terugkwamen|terugkeerden|gereactiveerd|heractiveerden|terugkomen|terug"),
        (TermKind.Count, "",
            "#",
            "how many|how many of|how may|how mnay|number of|the number of|total number of|count of|amount of|count|nr of|no of|number",
            "aantal|het aantal|totaal aantal|totale aantal|aantallen"),
        (TermKind.HowMuch, "", "", "how much", "hoeveel|hoeveel van|hoe veel|hoevel|hoveel|hoeveeel|hoeveell|hoevee|op hoeveel"),
        (TermKind.HowMuch, "degree", "", "how high|how large|how big|how low|how steep|how heavy", "hoe hoog|hoe groot|hoe laag"),
        (TermKind.HowMuch, "quality",
            "",
            "how good|how well|how bad|how strong|how badly|how poor|how great|how severe",
            "hoe goed|hoe slecht|hoe sterk|hoe erg"),
        (TermKind.HowMuch, "time", "", "how long|how fast|how quick|how quickly", "hoelang|hoe lang|hoe snel"),
        (TermKind.Percent, "",
            "percentage|%|procent",
            "percent|per cent|percentagewise|what percentage|which percentage|what percent|share|what share|proportion|fraction|what proportion|"
            + "how many percent|"
            + "portion|what portion|pct|% of|percentage of",
            "hoeveel procent|welk percentage|hoeveel %|aandeel|welk deel|welk aandeel|percentueel|deel|wat voor percentage|gedeelte"),
        (TermKind.Rate, "", "", "rate|ratio|rates|ratios", "ratio|graad|percentages"),
        (TermKind.Average, "", "", "average|avg|on average", "gemiddelde|gemiddeld|gem|doorsnee|gemiddeldes"),
        (TermKind.Per, "",
            "per|split per",
            "by|now by|now per|and by|break|for each|for every|each|every|broken down by|split by|split out by|grouped by|group by|break down by|"
            + "breakdown by|breakdown per|"
            + "breakdown of|sliced by|segmented by|split up by|divided by|broken out by|broken down per|across all|across the|in each|of each|with each|"
            + "at each|distributed by|itemized by|breakdown|break down|split",
            "naar|nu per|uitgesplitst naar|uitgesplitst per|opgesplitst naar|opgesplitst per|uitgesplitst op|verdeeld over|verdeeld naar|verdeeld per|"
            + "voor elk|voor elke|voor ieder|voor iedere|elk|elke|ieder|iedere|gesplitst naar|gesplitst per|gegroepeerd per|gegroepeerd op|"
            + "opgedeeld naar|opgedeeld per|in elk|in ieder|van elk|van elke|van ieder|van iedere|bij elke|bij elk|uitsplitsing per|uitsplitsing naar|"
            + "verdeling per|verdeling naar|verdeling over|verdeling|verdeel|verdelen|uitsplitsing|uitsplitsen|splits|splits uit|uitgesplitst|splits op|"
            + "opgesplitst|verdeeld"),
        (TermKind.Which, "", "", "which|which of|wich|whihc", "welke|welk|welke van|wleke|welek"),
        (TermKind.Who, "", "", "who|whom", "wie"),
        (TermKind.List, "",
            "",
            "list|list of all|a list|a list of|list of|the list of|name|names|the names of|names of|enumerate|list all|list out|by name|the names|"
            + "customer list|"
            + "name all|which ones|who are they|who were they|name them|list them|show them|which customers are those|which customers were those|"
            + "which ones exactly|which ones are they|who exactly|list those|name those|the list|a list please|line up the",
            "lijst|lijstje|een lijst|een lijst van|een lijst met|lijst van|lijst met|lijstje met|noem|noemen|som op|opsomming|opsomming van|opsommen|"
            + "namen|de namen van|namen van|overzicht van welke|lijst op|klantenlijst|bij naam|met naam|"
            + "welke dan|welke precies|welke zijn dat|welke waren dat|wie zijn dat|wie waren dat|wie dan|wie precies|noem ze|noem ze op|toon ze|"
            + "laat ze zien|geef de namen|geef de lijst|som ze op|de namen|de lijst|lijst van alle|een lijstje van|een lijstje met|lijstje van"),
        (TermKind.Trend, "",
            "trend|trends",
            "trending|as a trend|as a graph|as a chart|in a graph|in a chart|trend line|trendline|development|over time|develop|develops|developed|evolve|"
            + "evolves|evolved|evolution|progression|history|historical trend|"
            + "timeline|time series|graph|a graph of|graph of|chart|a chart of|chart of|plot|a plot of|plot of|line chart|line graph|trajectory|evolving|"
            + "developing|through time|trend over time|development over time|how has|course of",
            "ontwikkeling|als trend|als grafiek|in een grafiek|in grafiekvorm|ontwikkelingen|ontwikkeld|ontwikkelde|ontwikkelt zich|ontwikkelde zich|"
            + "zich ontwikkeld|heeft zich ontwikkeld|door de tijd|"
            + "in de tijd|door de tijd heen|evolutie|verloop in de tijd|tijdlijn|trendlijn|over de tijd|ontwikkelt|zich|historie|"
            + "het verloop door de tijd|verloop door de tijd|trendgrafiek|verloop over de tijd|"
            + "hoe verliep|hoe verloopt|grafiek|een grafiek van|grafiek van|lijngrafiek|plot|curve|tijdreeks|ontwikkelen|ontwikkelden|ontwikkelden zich|"
            + "ontwikkelde zich|in de loop van de tijd|door de maanden heen|door de jaren heen"),
        (TermKind.Trend, "week",
            "per week|week over week trend",
            "weekly|per each week|by week|each week|every week|week by week|on a weekly basis|for each week|for every week|by the week|weekly basis|"
            + "weekly trend|"
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
            + "stack up against|how does that compare to|how does that compare with|compares against|compared against|up against|"
            + "relate to|relates to|measure up to|over against|weighed against|as opposed to|in relation to|from the level of",
            "tov|vergeleken met|ten opzichte van|dan|dan in|tegenover|tegen|in vergelijking met|in vergelijking tot|vergeleken|afgezet tegen|"
            + "vergelijking met|ten opzichte|vergelijk met|vergelijk dat met|vergelijk dit met|vergelijk het met|"
            + "zich tot|in verhouding tot|naast|afgezet tegenover|vergeleken bij"),
        (TermKind.Compare, "",
            "",
            "compare|compares|compared|comparison|comparison of|difference|difference between|the difference between|comparing|difference in|"
            + "comparison between|"
            + "compare between",
            "vergelijk|vergelijken|vergelijking|verschil|verschil tussen|het verschil tussen|verschil in|vergelijking van|vergelijking tussen|"
            + "verschillen|verhoudt|verhouden|verhield|verschil tussen de|een vergelijking van|een vergelijking tussen"),
        (TermKind.Direction, "",
            "",
            "higher|lower|up|down|better|worse|increased|increase|decreased|decrease|decline|declined|risen|rose|rise|fallen|fell|drop|dropped|"
            + "improved|improve|go up|gone up|went up|went down|gone down|go down|more|fewer|less|changed|change|differ|differed|bigger|smaller|or lower|"
            + "or higher|greater|larger|rising|falling|increasing|decreasing|improving|worsening|climbed|climb|dipped|dip|"
            + "deteriorated|shrunk|came down|come down|getting better|getting worse|worsened|going up|going down|up or down|better or worse",
            "hoger|lager|beter|slechter|gestegen|gedaald|steeg|daalde|toegenomen|afgenomen|verbeterd|verslechterd|meer|minder|veranderd|verandering|"
            + "groter|kleiner|stijging|daling|omhoog|omlaag|omhoog gegaan|omlaag gegaan|gegaan|verschilt|verschilde|of lager|of hoger|nam toe|nam af|"
            + "stijgt|daalt|stegen|daalden|stijgen|dalen|toeneemt|afneemt|neemt toe|neemt af|vooruitgegaan|achteruitgegaan|verbeterde|verslechterde|"
            + "beter geworden|slechter geworden|hoger geworden|lager geworden|beter of slechter|hoger of lager|meer of minder|omhoog of omlaag"),
        (TermKind.Superlative, "",
            "",
            "most|highest|lowest|worst|best|least|fewest|biggest|largest|smallest|the most|greatest|the worst|the best|longest|shortest|top|hardest|"
            + "fastest|lowest or highest|worst performing|best performing",
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
            + "wordt berekend|wordt gemeten|wordt bepaald|wordt gedefinieerd|berekend wordt|gemeten wordt|bepaald wordt|gedefinieerd wordt|"
            + "worden berekend|berekend worden|komt tot stand|tot stand komt|tot stand kwam|gebruikt voor|"
            + "bepaal|reken je|rekenen jullie|houdt|tot stand"),
        (TermKind.Measure, "", "", "measure|measured|measures|measuring|gauge|track|tracked", "meten|meet|gemeten|maten"),
        (TermKind.About, "",
            "info|info over",
            "tell me about|tell us about|tell me more about|more about|information about|information on|info on|info about|what do we know about|"
            + "what can you tell me about|"
            + "whats up with|what is up with|whats going on with|what is going on with|something about|details on|details of|details about",
            "vertel over|vertel me over|vertel iets over|vertel me iets over|vertel eens over|vertel meer over|meer over|informatie over|iets over|"
            + "wat weten we over|"
            + "wat weten we van|wat is er aan de hand met|details van|details over"),
        (TermKind.Explain, "",
            "",
            "explain|explain to me|explains|explained|describe|explanation|explanation of|elaborate on",
            "leg uit|uitleggen|uitleg|uitleg over|verklaar het begrip|leg|omschrijf|verduidelijk"),
        (TermKind.Alerts, "",
            "alerts|alert|signals|alarms",
            "warnings|alarm|health alerts|notifications|warning",
            "meldingen|melding|waarschuwingen|waarschuwing|alarmen|signalen|alarmmeldingen|signaleringen|attenties|openstaande meldingen|"
            + "openstaande alerts"),
        (TermKind.Open, "",
            "open",
            "outstanding|unresolved|remaining|left open|still open|pending|open right now|unhandled|unacknowledged|not resolved|not yet resolved|not handled|"
            + "not handled yet|not acknowledged|still unresolved|to do|still to do|left to do|not done|not done yet|not yet done|not finished|"
            + "not finished yet|unfinished|undone|incomplete|needs doing|needs to be done|"
            + "still needs to be done|do we still have to do|do we still need to do|unchecked",
            "openstaan|openstaande|nog open|staan open|nog openstaan|onopgeloste|open staan|nog openstaande|resterende|"
            + "niet opgelost|nog niet opgelost|niet afgehandeld|nog niet afgehandeld|onafgehandeld|onafgehandelde|nog niet af|niet af|nog niet gedaan|"
            + "niet gedaan|niet afgevinkt|nog niet afgevinkt|te doen|nog te doen|moet nog|moet er nog|moet er nog gebeuren|moeten we nog|"
            + "moeten we nog doen|moet nog gebeuren|nog gebeuren|rest er nog|rest nog|nog over"),
        (TermKind.Checklist, "",
            "checklist|check list|weekly checklist|cs checklist",
            "checklist items|checklists|checklist progress|checklist status|weekly check list",
            "wekelijkse checklist|checklijst|weekchecklist|afvinklijst|afvinklijstje|controlelijst|weeklijst|checklistje|checklistpunten"),
        (TermKind.Survey, "", "survey", "surveys|questionnaire|customer survey", "enquete|enquetes|vragenlijst|klantenquete|klantonderzoek|onderzoek|peiling"),
        (TermKind.Survey, MetricNames.Csat, "csat survey",
            "satisfaction survey|customer satisfaction survey|csat questionnaire",
            "tevredenheidsonderzoek|tevredenheidsenquete|klanttevredenheidsonderzoek|klanttevredenheidsenquete|csat enquete|csat onderzoek|csatenquete"),
        (TermKind.Survey, MetricNames.Nps, "nps survey", "net promoter survey|nps questionnaire", "nps enquete|nps onderzoek|npsenquete|nps vragenlijst|"
            + "nps peiling"),
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
            "came out of|come out of|came back from|doing|finish|finalize|finalise|finalized|finalised|wrap up|wrapped up|ticked off|tick off|checked off|"
            + "going|went|came|come|go|how is it going with|how are things with|how are things at|progress|done|finished|complete|completed|"
            + "getting on|getting along|how far|far|things|coming along|fare|faring|state|in good shape|along|this going",
            "gaat|gaan|ging|gingen|raakte|raakt|raakten|raken|geraakt|kwam|kwamen|gekomen|gaat het|hoe gaat het met|hoe is het met|hoe loopt het met|"
            + "hoe loopt het bij|hoe gaat het bij|hoe staat het bij|hoe staat het met|hoe staat het ervoor|"
            + "hoe staat het ervoor met|staat het|hoe staat|ervoor|voortgang|klaar|af|ver|hoever|hoe ver|gereed|voltooid|afgerond|staan we|gesteld|"
            + "vorderen|vordert|hoe gaat|hoe doet|doet|afgewerkt|afgevinkt|toestand|afronden|afgemaakt|afmaken|afvinken|afwerken|opgeleverd|bijna klaar|"
            + "helemaal af|"
            + "helemaal klaar|volledig af"),
        (TermKind.Health, "",
            "health|health score",
            "healthy|customer health|health scores",
            "healthscore|gezondheidsscore|gezondheid|gezond|klantgezondheid|klantgezondheidsscore|gezondheids score"),
        (TermKind.FollowUp, "",
            "",
            "what about|how about|and what about|and how about|and for|same for|and the same for|the same for|same but|same but for|the same but for|"
            + "and also|also|now for|ditto for|same question for|same thing for|and if|again for|and now|and then|instead|the same|same|and what|"
            + "and what was|what was it|what was that|and how was|"
            + "and looking at|if we look at|and if we look at|and when it comes to|and what if we look at|likewise for|but for|but then for|but now for|"
            + "let us look at|lets look at|and specifically",
            "hoe zit het met|en hoe zit het met|en voor|hetzelfde voor|en hetzelfde voor|zelfde voor|ook|en ook|en wat was|idem voor|idem|"
            + "dezelfde vraag voor|nu voor|hetzelfde maar dan voor|hetzelfde maar voor|en dan|en hoe was|hoe was dat|wat was dat|wat was het|en wat|"
            + "hoe is dat|en hoe is dat|hetzelfde|zelfde|en die|en hoe zat het|als we kijken naar|en als we kijken naar|en hoe zit dat|"
            + "hoe zit dat|hoe zat dat|en hoe zat dat|en kijkend naar|maar dan voor|maar dan|doe hetzelfde voor|idem dito voor|nu dan|en nu|en nu voor|"
            + "hoe ziet dat eruit voor|en hoe ziet dat eruit voor|hoe is dat voor|hoe zit dat voor|hoe was dat voor|hoe zit dat met|hoe zit dat bij"),
        (TermKind.That, "", "", "that|this|it|those|these|they|them", "dat|dit|die|deze|daarvan|hiervan|ervan|hij"),
        (TermKind.Now, "",
            "",
            "now|right now|at the moment|at this moment|currently|current|at present|presently|as of now|as of today|these days|just now|at this point|"
            + "this moment|this very moment",
            "nu|op dit moment|momenteel|op het moment|huidige|huidig|actuele|actueel|op dit ogenblik|vandaag de dag|tegenwoordig|per nu|per vandaag|"
            + "nu op dit moment|anno nu|thans"),
        (TermKind.Filter, FilterNames.Me,
            "",
            "my|my own|mine|of mine|did i|do i|have i|i have|i lost|i lose|i got|am i|assigned to me|owned by me|had i|i had|i did|i own|that i|were mine",
            "mijn|van mij|van mezelf|ben ik|heb ik|had ik|verloor ik|verlies ik|raakte ik|mijne|ik heb|ik had|ik ben|bij mij|won ik|kreeg ik|"
            + "haalde ik|mn|m'n|mijn eigen|aan mij toegewezen|die ik beheer"),
    ];

    public static readonly (UnknownReason Reason, string Both, string English, string Dutch)[] Refusals =
    [
        (UnknownReason.NotAKpi,
            "cac|forecast|budget|roi|arr|ebitda|prognose",
            "why|do about|doing about|done about|what can we do|what can i do|what should we do|what to do|how can we|how could we|how do we improve|"
            + "how do we get|how to|tips|advice|how is it possible|how can it be|how can it|cause|causes|caused|reason|reasons|forecasts|forecasted|predict|"
            + "prediction|predicted|expected|expect|projection|projected|profit|"
            + "profits|margin|growth|grow|grew|growing|earnings|will|would be|going to|should|target|goal|goals|"
            + "acquisition cost|customer acquisition cost|acquisition costs|delete|remove|change the|set|reset|drop the|insert|cost|costs|bookings|"
            + "pipeline|leads|because|due to|driven by|how come|estimate|likely|what if|next best|improve our|reduce|write|create|send|email|"
            + "mail",
            "waarom|doen aan|doen we aan|doen tegen|doen we tegen|doen om|doen we om|kunnen we doen|kan ik doen|moeten we doen|hoe kunnen we|hoe krijgen we|"
            + "tips|advies|hoe komt|hoe komt het|hoe kwam het|hoe kan|hoe kan het|hoe is het mogelijk|oorzaak|oorzaken|reden|redenen|voorspel|voorspelling|"
            + "voorspellen|verwacht|verwachting|verwachten|verwachte|winst|marge|groei|"
            + "groeien|groeide|zal|zullen|gaat worden|wordt het|doel|doelstelling|acquisitiekosten|kosten|wis|"
            + "verwijder|wijzig|pas|aanpassen|zet|waardoor|hoezo|komt door|vanwege|stel|schat|schatting|streefcijfer|omzetgroei|"
            + "verlagen|verbeteren|wervingskosten|winstmarge|verander"),
        (UnknownReason.Exclusion,
            "excl|minus",
            "without|except|excluding|exclude|not|no|non|besides|other than|apart from|never|dont|didnt|doesnt|isnt|arent|wasnt|werent|havent|hasnt|"
            + "leaving out|except for|but not|ignoring|outside|outside of|everyone but|all but|everything but",
            "zonder|behalve|exclusief|uitgezonderd|niet|geen|buiten|anders dan|uitgesloten|met uitzondering van|afgezien van|op na|nooit|los van|"
            + "minus de|niet meegerekend"),
        (UnknownReason.FuturePeriod,
            "",
            "next week|next month|next quarter|next year|tomorrow|in the future|future|soon|may leave|may churn|may cancel|may quit|may be|may lose|may go|"
            + "may have|may become|might|can leave|"
            + "are leaving|is leaving|are about to|is about to|about to|are going to|is going to|plan to|planning to|upcoming|up for|due for",
            "volgende week|volgende maand|volgend kwartaal|volgend jaar|morgen|toekomst|toekomstige|binnenkort|straks|gaan vertrekken|gaat vertrekken|"
            + "gaan opzeggen|gaat opzeggen|gaan verliezen|gaan we verliezen|"
            + "gaan weg|gaat weg|gaan stoppen|gaat stoppen|kunnen vertrekken|kan vertrekken|kunnen opzeggen|kunnen weggaan|zouden kunnen|misschien|van plan"),
        (UnknownReason.Nothing,
            "",
            "thanks for|thank you for|thx for|cheers for|good job|nice work|well done|bye|goodbye|how are you|how are we doing|great job",
            "bedankt voor|dank voor|dank je voor|dank je wel voor|dankjewel voor|dank u voor|goed zo|top gedaan|doei|tot ziens|hoe gaat het|"
            + "hoe gaat het met je|hoe gaat het met ons|hoe doen we het|goed gedaan|hoe staan we ervoor"),
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
