using static RetentionBot.Domain.Questions.MetricNames;

namespace RetentionBot.Domain.Questions;

/// <summary>What people call the metrics and the dimensions: said in both languages, English, Dutch.</summary>
internal static class LexiconMetrics
{
    public static readonly (string Metric, string Both, string English, string Dutch)[] Metrics =
    [
        (ChurnRate,
            "churn|logo churn|customer churn",
            "churn rate|customer churn rate|logo churn rate|churn percentage|churn ratio|churning|attrition|attrition rate|customer attrition|"
            + "customer attrition rate|client churn|account churn|cancellation rate|customer turnover|churn figure|churn figures|cancel rate|"
            + "lost customer rate|churned customer rate|customer loss rate|churn level|rate of churn|churn percent|pct churn|"
            + "customer churn percentage|rate of attrition|rate of customer churn|defection rate",
            "churnpercentage|churn percentage|verloop|klantverloop|klantenverloop|verlooppercentage|klantverlooppercentage|verloop percentage|"
            + "verloopcijfer|verloopcijfers|churncijfer|churncijfers|churngraad|uitstroompercentage|opzegpercentage|opzeggingspercentage|"
            + "vertrekpercentage|klantenchurn|klantchurn|klantuitstroom|klantenuitstroom|klant verloop|klanten verloop|verloop van klanten|"
            + "churn van klanten|verloopgraad|verloopratio|afhaakpercentage|verloop onder klanten|verloop onder onze klanten|"
            + "verloop van onze klanten|opzegratio|opzeggraad|uitval van klanten|uitstroom van klanten|churn ratio"),
        (RetentionRate,
            "retention|customer retention",
            "retention rate|customer retention rate|retention percentage|logo retention|logo retention rate|client retention|retention of customers|"
            + "client retention rate|retention figure|retention ratio|retention level|customer retention percentage|rate of retention|"
            + "account retention",
            "retentie|retentiegraad|retentiepercentage|klantretentie|klantenretentie|klantbehoud|klantenbehoud|behoud van klanten|behoudpercentage|"
            + "klantbehoudpercentage|klant behoud|klanten behoud|retentiecijfer|retentie percentage|retentieratio|klantretentiepercentage|"
            + "retentie van klanten|behoud"),
        (CustomersLost,
            "",
            "lost customers|churned customers|customers lost|customers churned|customer losses|lost clients|lost accounts|churned clients|cancelations|"
            + "cancelation|"
            + "churned accounts|cancellations|customer cancellations|leavers|churners|departures|departed customers|"
            + "lost logos|cancelled customers|canceled customers|cancelled accounts|departing customers|"
            + "cancellation count|lost customer count|churn count|customer departures|departed clients|leaving customers",
            "opzeggingen|opzeggers|vertrekkers|afhakers|verloren klanten|vertrokken klanten|klanten verloren|klanten vertrokken|opgezegde klanten|"
            + "klanten kwijt|annuleringen|afgehaakte klanten|opzegging|weggelopen klanten|vertrekkende klanten|gestopte klanten|gechurnde klanten|"
            + "opgezegde abonnementen|churners|klantopzeggingen|weggegane klanten|klanten weg"),
        (CustomersActive,
            "",
            "active customers|active clients|active accounts|paying customers|current customers|customer count|customer base|customers active|"
            + "active customer count|active customer base|current customer base|live customers|paying clients|existing customers",
            "actieve klanten|betalende klanten|huidige klanten|klantaantal|klantenaantal|klantenbestand|actieve klantenbestand|actief klantenbestand|"
            + "bestaande klanten|lopende klanten|klanten actief"),
        (NewCustomers,
            "",
            "new customers|new clients|new accounts|customers gained|customers won|customers acquired|new logos|new customer count|"
            + "customer acquisitions|newly acquired customers|new signups|new sign ups|signups|sign ups|newly won customers|customers joined|"
            + "customer signups|new customer|new business customers",
            "nieuwe klanten|nieuwe klant|gewonnen klanten|klanten gewonnen|nieuwe aanmeldingen|aanmeldingen|klantaanwas|aanwas|instroom|klantinstroom|"
            + "nieuw klanten|nieuwe afnemers|nieuwkomers|nieuwe logos|instroom van klanten|klantenaanwas"),
        (Arpu,
            "arpu|arpa",
            "average revenue per user|average revenue per account|average revenue per customer|revenue per customer|revenue per account|"
            + "revenue per user|average mrr per customer|earn per customer|earned per customer|earn on a customer|make per customer|"
            + "earnings per customer|income per customer|average income per customer|mrr per customer|avg revenue per user|avg revenue per customer|"
            + "avg revenue per account",
            "gemiddelde omzet per klant|omzet per klant|verdienen per klant|verdienen we per klant|verdienen we gemiddeld per klant|verdienen we aan een klant|"
            + "verdiend per klant|inkomsten per klant|gemiddelde inkomsten per klant|gemiddelde omzet per gebruiker|omzet per gebruiker|"
            + "gemiddelde opbrengst per klant|"
            + "opbrengst per klant|gemiddelde mrr per klant|mrr per klant|gemiddelde omzet per account|omzet per account|klantomzet gemiddeld"),
        (Cltv, "cltv|ltv", "lifetime value|average lifetime value|customer ltv", ""),
        (Clv, "clv", "", ""),
        (AverageLifetime,
            "",
            "average lifetime|average customer lifetime|customer lifetime|lifetime|average life span|average lifespan|customer lifespan|"
            + "average customer lifespan|average lifetime of our customers|average tenure|mean customer lifetime|avg lifetime|avg customer lifetime|"
            + "customer life span|length of a customer relationship|average customer relationship|average length of a customer relationship",
            "levensduur|klantlevensduur|gemiddelde levensduur|gemiddelde klantlevensduur|klant levensduur|gemiddelde klantduur|klantduur|"
            + "gemiddelde looptijd|gemiddelde klantrelatieduur|levensduur van klanten|gemiddelde levensduur van klanten|"
            + "gemiddelde levensduur van een klant|levensduur van een klant|gemiddelde duur van een klantrelatie|duur van een klantrelatie|"
            + "gemiddelde klantrelatie|levensduur van onze klanten"),
        (Mrr,
            "mrr",
            "monthly recurring revenue|recurring revenue|monthly revenue recurring|total mrr",
            "maandelijks terugkerende omzet|terugkerende omzet|terugkerende maandomzet|maandelijkse terugkerende omzet|terugkerende maandelijkse omzet|"
            + "totale mrr|maandelijks terugkerende inkomsten|maandelijkse abonnementsomzet"),
        (GrossMrrChurn,
            "mrr churn|revenue churn|gross mrr churn|gross revenue churn|gross churn",
            "mrr churn rate|revenue churn rate|gross mrr churn rate|gross revenue churn rate|gross churn rate|churn in revenue|churn in mrr|"
            + "churn of mrr|churn of revenue|gross revenue churn percentage|mrr attrition|revenue attrition|churned mrr|churned revenue|lost mrr|mrr loss|"
            + "mrr lost|mrr churned|lost recurring revenue|churned recurring revenue|recurring revenue churn|subscription revenue churn|dollar churn|"
            + "mrr churn percentage|revenue churn percentage",
            "omzetverloop|bruto omzetverloop|omzetchurn|omzet churn|bruto omzet churn|bruto omzetchurn|bruto mrr churn|bruto churn|mrr verloop|"
            + "bruto mrr verloop|omzet verloop|bruto omzet verloop|bruto verloop|churn in omzet|omzetchurnpercentage|omzetverlooppercentage|"
            + "omzetverloop percentage|mrr churnpercentage|"
            + "bruto mrr churnpercentage|bruto omzetverlooppercentage|verloren mrr|mrr verlies|kwijtgeraakte mrr"),
        (NetMrrChurn,
            "net mrr churn|net revenue churn|net churn",
            "net mrr churn rate|net revenue churn rate|net churn rate",
            "netto mrr churn|netto omzetverloop|netto omzetchurn|netto omzet churn|netto churn|netto mrr verloop|netto omzet verloop|netto verloop|"
            + "netto mrr churnpercentage|netto omzetverlooppercentage"),
        (Nrr,
            "nrr|ndr|net revenue retention|net dollar retention|net mrr retention",
            "net revenue retention rate|net dollar retention rate|net mrr retention rate|net retention|net retention rate|"
            + "net recurring revenue retention",
            "netto omzetretentie|netto omzet retentie|netto mrr retentie|netto retentie|netto omzetbehoud|netto omzet behoud|netto mrr behoud"),
        (Grr,
            "grr|gdr|gross revenue retention|gross dollar retention|gross mrr retention",
            "gross revenue retention rate|gross dollar retention rate|gross mrr retention rate|gross retention|gross retention rate",
            "bruto omzetretentie|bruto omzet retentie|bruto mrr retentie|bruto retentie|bruto omzetbehoud|bruto omzet behoud|bruto mrr behoud"),
        (Nps,
            "nps|net promoter score|net promoter|nps score|nps scores",
            "net promoter rating|promoter score",
            "nps cijfer|npsscore|net promotor score|nps waarde"),
        (Csat,
            "csat|csat score|csat scores",
            "customer satisfaction|customer satisfaction score|satisfaction|satisfaction score|client satisfaction|csat percentage|satisfaction rate|"
            + "customer satisfaction rate",
            "klanttevredenheid|klantentevredenheid|tevredenheid|tevredenheidsscore|klanttevredenheidsscore|klant tevredenheid|tevredenheid van klanten|"
            + "csat cijfer|tevredenheidscijfer|csatscore|tevredenheidspercentage|klanttevredenheidscijfer"),
        (ResponseRate,
            "response rate|survey response rate",
            "response percentage|survey response|survey participation|survey participation rate|participation rate|reply rate|survey reply rate|"
            + "response rate of the survey|response rate of our surveys|response rate of surveys|response rate on surveys|response rate to surveys|"
            + "response rate for surveys|surveys response rate|survey completion rate",
            "responspercentage|respons percentage|responsgraad|respons|response|respons op de enquete|respons op enquetes|"
            + "responspercentage van de enquetes|responspercentage van de enquete|responspercentage enquetes|enqueterespons|enquete respons|"
            + "respons op onze enquetes|deelnamepercentage|deelnamegraad|responsratio|reactiepercentage|antwoordpercentage|responscijfer"),
        (Aov,
            "aov|average order value",
            "order value|basket|basket size|basket value|average basket|average basket size|average basket value|average order size|avg order value|"
            + "mean order value|order size|cart value|average cart value|average order|avg basket|avg basket size|average purchase value|shopping basket|"
            + "value per order|spend per order|average spend per order|average value per order|average value of an order|order average",
            "orderwaarde|gemiddelde orderwaarde|bestelwaarde|gemiddelde bestelwaarde|gemiddelde bestelling|gemiddelde besteding|gemiddeld orderbedrag|"
            + "orderbedrag|bestelbedrag|gemiddeld bestelbedrag|winkelmand|gemiddelde winkelmand|winkelmandje|gemiddeld winkelmandje|mandgrootte|"
            + "gemiddelde mandgrootte|gemiddelde waarde per order|gemiddelde waarde per bestelling|winkelwagenwaarde|gemiddelde winkelwagen|order waarde|"
            + "bedrag per bestelling|bedrag per order|gemiddeld bedrag per bestelling|gemiddeld bedrag per order|"
            + "gemiddelde ordergrootte|ordergrootte|waarde per bestelling"),
        (PurchaseFrequency,
            "",
            "purchase frequency|order frequency|buying frequency|orders per customer|number of orders per customer|number of purchases per customer|"
            + "purchases per customer|average number of orders per customer|frequency of purchase|"
            + "average purchase frequency|average order frequency|repeat frequency|ordering frequency",
            "aankoopfrequentie|koopfrequentie|bestelfrequentie|orderfrequentie|aankopen per klant|bestellingen per klant|orders per klant|"
            + "gemiddelde aankoopfrequentie|gemiddelde bestelfrequentie|aankoop frequentie|aantal bestellingen per klant|aantal orders per klant|"
            + "aantal aankopen per klant|gemiddeld aantal bestellingen per klant|gemiddeld aantal orders per klant"),
        (OnboardingCompletion,
            "onboarding|onboarding completion",
            "onboarding completion rate|onboarding rate|onboarding progress|onboarding success rate|completed onboarding|complete onboarding|"
            + "finished onboarding|completed the onboarding|finished the onboarding|onboarding completed|onboarding finished|"
            + "onboarding completion percentage|completion of onboarding|completion rate of onboarding|completion rate of the onboarding|"
            + "onboarding complete|completed their onboarding|finished their onboarding|onboarding percentage",
            "onboardingpercentage|onboarding voltooid|onboarding afgerond|de onboarding voltooid|onboarding afgemaakt|onboardingvoltooiing|"
            + "onboarding voltooiing|voltooide onboarding|afgeronde onboarding|onboardinggraad|voltooiing van de onboarding|"
            + "voltooiingspercentage onboarding|voltooiingspercentage van de onboarding|onboardingvoortgang|afrondingspercentage van de onboarding|"
            + "afronding van de onboarding|onboarding voltooiingspercentage|onboarding volledig afgerond|onboarding doorlopen|onboardings afgerond"),
        (HealthAverage,
            "",
            "average health score|average health|avg health score|health average|mean health score|mean health|average customer health|"
            + "average customer health score|health score average|avg health|avg customer health",
            "gemiddelde healthscore|gemiddelde health score|gemiddelde gezondheidsscore|gemiddelde gezondheid|gemiddelde klantgezondheid|"
            + "gemiddelde klantgezondheidsscore|healthscore gemiddeld|gemiddelde health|gezondheidsscore gemiddeld|gemiddelde klantscore"),
        (AtRiskCount,
            "",
            "at risk|at risk customers|customers at risk|at risk of churn|at risk of churning|at risk of leaving|in danger|risk of churn|"
            + "risk of churning|risk of leaving|customers in danger|in danger of leaving|in danger of churning|at risk accounts|at risk clients|"
            + "at risk customer count|at churn risk|at risk of cancelling|risky customers|endangered customers",
            "lopen risico|risico lopen|loopt risico|met risico|met risico op vertrek|met een risico|risico op vertrek|lopen risico op vertrek|"
            + "risicoklanten|risico klanten|in gevaar|klanten in gevaar|lopen gevaar|gevaar lopen|klanten met risico|klanten met risico op vertrek|"
            + "klanten met een risico op vertrek|klanten met risico op opzegging|klanten met een verhoogd risico|klanten met verhoogd risico|"
            + "klanten at risk|risico|met een risico op vertrek|risicovolle klanten|lopen het risico te vertrekken|risico op opzegging|"
            + "met risico op opzegging|lopen risico op opzegging|met vertrekrisico|vertrekrisico|lopen kans om te vertrekken|dreigen te vertrekken|"
            + "dreigen op te zeggen|dreigen weg te gaan|klanten die dreigen te vertrekken|risico lopen om te vertrekken|"
            + "lopen het risico om te vertrekken|risico lopen te vertrekken|met verhoogd risico"),
        (FirstResponseTime,
            "frt|first response time",
            "time to first response|first reply time|initial response time|average first response time|avg first response time|time to first reply|"
            + "average time to first response|average first reply time|first response|mean first response time|time until first response|"
            + "time to the first response|time to a first response|time before first response|"
            + "initial reply time|first answer time|time until the first reply|time to first answer|speed of first response",
            "eerste reactietijd|eerste responstijd|gemiddelde eerste reactietijd|gemiddelde eerste responstijd|tijd tot eerste reactie|"
            + "tijd tot eerste antwoord|tijd tot de eerste reactie|tijd tot het eerste antwoord|eerste antwoordtijd|gemiddelde tijd tot eerste reactie|"
            + "first response tijd|gemiddelde tijd tot de eerste reactie|eerste reactie tijd|tijd tot onze eerste reactie|eerste reactiesnelheid|"
            + "snelheid van eerste reactie|snelheid van de eerste reactie|tijd tot een eerste reactie|tijd tot het eerste bericht"),
        (ReactivationRate,
            "reactivation rate|win back rate|win back",
            "reactivation|win back percentage|reactivation percentage|win backs|customer reactivation|customer reactivation rate|"
            + "customer win back rate|returning customer rate|recovery rate|win back ratio|customer win back|winback rate",
            "reactivatie|reactivatiepercentage|reactivatiegraad|reactivatie percentage|win back percentage|terugwinpercentage|heractivatie|"
            + "heractivatiepercentage|terugwinratio|winbackpercentage|terugwinning|terugwinningspercentage|klantreactivatie|heractivering|"
            + "heractiveringspercentage|reactivering|reactiveringspercentage|terugwingraad"),
    ];

    public static readonly (string Dimension, string Both, string English, string Dutch)[] Dimensions =
    [
        (FilterNames.Plan,
            "plan|plan type|plantype|tier",
            "plans|package|packages|pricing plan|subscription|subscriptions|subscription plan|subscription type|subscription tier|price plan|tiers|"
            + "product plan|pricing tier",
            "abonnement|abonnementen|plannen|abonnementsvorm|abonnementsvormen|abonnementstype|abonnementstypes|soort abonnement|type abonnement|"
            + "pakket|pakketten|abo|abos|abonnementsoort|abonnementssoort|abonnementsplan"),
        (FilterNames.Segment,
            "segment",
            "segments|customer segment|customer segments|risk segment|value segment",
            "segmenten|klantsegment|klantsegmenten|klantensegment|klantgroep|klantgroepen"),
        (FilterNames.Country, "", "country|countries|nation", "land|landen"),
        (FilterNames.Owner,
            "account manager|csm|accountmanager|account owner|customer success manager|accountmanagers|account managers|csms",
            "owner|owners|customer owner|customer success managers|portfolio|book of business|portfolios|book",
            "eigenaar|eigenaren|klanteigenaar|klantmanager|relatiebeheerder|accounthouder|verantwoordelijke|accounteigenaar|beheerder|portefeuille|"
            + "klantenportefeuille|portefeuilles"),
        (FilterNames.ChurnType,
            "churn type|churntype",
            "type of churn|churn types|types of churn|kind of churn|churn kind|type of departure|departure type|kinds of churn|cancellation type|"
            + "type of cancellation",
            "soort verloop|type verloop|soort churn|type churn|verlooptype|verloopsoort|churnsoort|churntypes|soort vertrek|type vertrek|vertrektype|"
            + "vertreksoort|soorten verloop|opzegtype|soort opzegging|type opzegging|klantverlooptype|soort klantverloop|type klantverloop"),
        ("signup_month",
            "cohort|signup cohort",
            "signup month|sign up month|signup months|month of signup|month of sign up|start month|starting month|joining month|join month|"
            + "month they signed up|cohorts|monthly cohort|acquisition month|signup date month|cohort month|registration month|sign up cohort|"
            + "month of joining",
            "aanmeldmaand|aanmeldingsmaand|startmaand|instroommaand|maand van aanmelding|aanmeldmaanden|inschrijfmaand|maand van instroom|"
            + "maand van inschrijving|cohorten|registratiemaand|aanmeldcohort|instroomcohort|beginmaand|startcohort|maandcohort|maand van start|"
            + "maand waarin ze begonnen"),
        ("round",
            "survey wave|nps wave",
            "wave|waves|round|rounds|survey waves|survey round|survey rounds|nps round|nps rounds|nps waves",
            "golf|golven|ronde|rondes|enquêteronde|enquêterondes|nps golf|nps golven|nps ronde|nps rondes"),
    ];

    public static readonly (string Value, string English, string Dutch)[] ChurnTypes =
    [
        ("voluntary", "voluntary|voluntarily", "vrijwillig|vrijwillige"),
        ("involuntary", "involuntary|involuntarily", "onvrijwillig|onvrijwillige|gedwongen"),
        ("passive", "passive|passively", "passief|passieve"),
    ];
}
