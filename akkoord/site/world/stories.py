# SPDX-License-Identifier: EUPL-1.2
"""What people ask and what the desk answers: invented, in Dutch and a little English."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.desk.rules import Category, Impact

E, OUT, C, K = Category.ERROR, Category.OUTAGE, Category.CONFIGURATION_QUESTION, Category.KNOWLEDGE_QUESTION
STILL, HINDERED, QUESTION = Impact.STANDSTILL, Impact.HINDERED, Impact.QUESTION


@dataclass(frozen=True)
class Story:
    """One question with its answer and its solution."""

    area: str
    category: Category
    impact: Impact
    subject: str
    text: str
    answer: str
    solution: str
    workaround: str = ""


STORIES = (
    Story(
        "payroll",
        E,
        STILL,
        "Loonrun stopt op foutmelding LR-214",
        "De proefloonrun stopt bij drie oproepkrachten met melding LR-214, “geen geldig uurtarief op peildatum”. Vorige maand ging het goed.",
        "De tarieven van deze drie missen een ingangsdatum sinds de omzetting. Vul die in bij Contract, Tarief; daarna loopt de proefrun door. Ik zoek uit hoe het kon gebeuren.",
        "De omzetting slaat tarieven zonder einddatum niet meer over. Je hoeft niets meer te doen.",
        "Draai de run per afdeling; dan komt iedereen mee.",
    ),
    Story(
        "payroll",
        K,
        QUESTION,
        "Waar vind ik de jaaropgave van 2024?",
        "Een oud-medewerker vraagt om de jaaropgave van 2024. Ik zie alleen 2025.",
        "Kies in Lonen, Archief het jaar 2024; de opgave staat per medewerker onder Documenten.",
        "Je vindt jaaropgaven tot zeven jaar terug in Lonen, Archief.",
    ),
    Story(
        "payroll",
        E,
        HINDERED,
        "Pensioenaangifte afgekeurd door uitvoerder",
        "De aangifte van vorige maand komt terug met “regeling onbekend”. Er is bij ons niets veranderd.",
        "De uitvoerder heeft de code van jullie regeling gewijzigd. Ik vraag de nieuwe code voor je op.",
        "De nieuwe code staat in jullie regeling; de aangifte is opnieuw verstuurd en aangenomen.",
    ),
    Story(
        "payroll",
        C,
        QUESTION,
        "Reiskosten per gewerkte dag instellen",
        "We willen reiskosten betalen per gewerkte dag in plaats van een vast bedrag. Kan dat per 1 januari?",
        "Dat kan met de regeling Reiskosten per dag. Ik stuur je de stappen.",
        "De regeling staat klaar per 1 januari; de proefrun laat het goede bedrag zien.",
    ),
    Story(
        "payroll",
        E,
        HINDERED,
        "Logo op loonstrook staat scheef",
        "Sinds de laatste versie staat ons logo half buiten het kader van de loonstrook.",
        "Het nieuwe sjabloon rekent met een andere verhouding. Lever je het logo aan van 400 bij 120 punten?",
        "Het logo staat goed; volgende loonstroken zijn in orde.",
    ),
    Story(
        "leave",
        E,
        HINDERED,
        "Verlofsaldo nieuwe medewerkers staat op nul",
        "Medewerkers die na 1 oktober begonnen zien nul uren verlof.",
        "De opbouw van hun rooster begint pas na de proeftijd. Klopt dat met jullie regeling?",
        "De opbouw begint nu op de eerste werkdag; de saldi zijn opnieuw berekend.",
        "Boek het saldo met de hand bij; wij zetten het later recht.",
    ),
    Story(
        "leave",
        C,
        QUESTION,
        "Verlofsoort zorgverlof toevoegen",
        "We willen kortdurend zorgverlof als eigen soort, met zeventig procent doorbetaling.",
        "Dat kan onder Verlof, Soorten. Ik kijk mee of de doorbetaling goed uitkomt.",
        "De soort staat erin en telt mee in de loonrun.",
    ),
    Story(
        "leave",
        E,
        HINDERED,
        "Verlofboeking verdwijnt na herindeling",
        "Na het verplaatsen van een afdeling zijn de geboekte verlofdagen van vier mensen weg.",
        "De dagen zijn er nog, ze hangen aan de oude afdeling. Ik zoek hoe ze mee kunnen.",
        "Boekingen verhuizen voortaan mee; de dagen van deze vier staan terug.",
    ),
    Story(
        "leave",
        E,
        HINDERED,
        "Uren van oproepkracht twee keer geteld",
        "Een oproepkracht met twee contracten krijgt in het rooster alle uren dubbel.",
        "Ik zie het gebeuren bij contracten met dezelfde begindatum. We onderzoeken het.",
        "Uren tellen nu per contract; de maand is opnieuw berekend.",
        "Zet het tweede contract een dag later; dan telt het goed.",
    ),
    Story(
        "leave",
        C,
        QUESTION,
        "Rooster voor de nachtdienst inrichten",
        "De nachtdienst loopt van 22:30 tot 07:15. Hoe verdelen we de uren over twee dagen?",
        "Met de instelling Dagwissel. Ik stuur een voorbeeld.",
        "De dienst staat erin; toeslagen komen op de goede dag.",
    ),
    Story(
        "portal",
        OUT,
        STILL,
        "Medewerkers kunnen niet inloggen op het portaal",
        "Sinds vanochtend krijgt iedereen “sessie verlopen” op de inlogpagina.",
        "We zien dat het certificaat van jullie koppeling is verlopen. We vernieuwen het nu.",
        "Het certificaat is vernieuwd en wordt voortaan vanzelf verlengd.",
        "Inloggen via de app werkt wel.",
    ),
    Story(
        "portal",
        K,
        QUESTION,
        "Hoe zet ik een tweede goedkeurder aan?",
        "Declaraties boven 250 euro moeten door twee mensen worden goedgekeurd.",
        "Onder Goedkeuring, Stappen voeg je een tweede stap toe met een drempelbedrag.",
        "Met een tweede stap vanaf 250 euro komt de declaratie bij beide leidinggevenden.",
    ),
    Story(
        "portal",
        E,
        HINDERED,
        "Declaratie met bijlage blijft op “bezig”",
        "Declaraties met een foto van de bon blijven op bezig staan. Zonder foto gaat het goed.",
        "Foto’s boven tien megabyte lopen vast bij het verkleinen. We passen het aan.",
        "Grote foto’s worden nu vooraf verkleind.",
        "Verklein de foto op de telefoon tot middelgroot.",
    ),
    Story(
        "portal",
        E,
        HINDERED,
        "Melding bij wijzigen van rekeningnummer",
        "Wie zijn rekeningnummer wijzigt krijgt “controle niet mogelijk”.",
        "De controle bij de bank was vannacht niet bereikbaar. Probeer je het nog eens?",
        "De controle probeert het nu drie keer, met een duidelijke melding.",
    ),
    Story(
        "finance",
        E,
        HINDERED,
        "Export naar boekhouding mist kostenplaats",
        "In het exportbestand van deze maand is de kolom kostenplaats leeg.",
        "De kolom hangt aan een veld dat vorige week is hernoemd. Ik zet de koppeling om.",
        "De kostenplaats staat weer in het bestand; ik heb deze maand opnieuw gemaakt.",
        "Gebruik de export van het grootboek, daar staat hij wel in.",
    ),
    Story(
        "finance",
        K,
        QUESTION,
        "Factuur in vreemde valuta boeken",
        "Een leverancier factureert in kronen. Welke koers neemt het programma?",
        "De dagkoers van de boekdatum; je kunt hem per factuur aanpassen.",
        "De koers van de boekdatum geldt, tenzij je zelf een koers invult.",
    ),
    Story(
        "finance",
        E,
        STILL,
        "Betaalbestand wordt door de bank geweigerd",
        "De bank weigert ons betaalbestand van vandaag: “ongeldig kenmerk”.",
        "Er staat een teken in een omschrijving dat de bank niet kent. Ik zoek welke regel het is.",
        "Vreemde tekens worden voortaan vervangen; het bestand van vandaag is aangenomen.",
        "Haal het streepje uit regel 41 weg en maak het bestand opnieuw.",
    ),
    Story(
        "integrations",
        E,
        HINDERED,
        "Koppeling met planning geeft dubbele diensten",
        "De planningskoppeling stuurt elke dienst twee keer.",
        "De koppeling staat twee keer aan sinds de wisseling van sleutel. Ik overleg met ontwikkeling.",
        "De dubbele aanmelding is opgeheven en kan niet meer ontstaan.",
        "Zet de tweede aanmelding uit onder Koppelingen.",
    ),
    Story(
        "integrations",
        E,
        HINDERED,
        "Koppeling bank geeft time-out",
        "De bankkoppeling geeft elke ochtend een time-out rond acht uur.",
        "Om acht uur is het druk bij de bank. We spreiden het ophalen.",
        "Het ophalen is gespreid en probeert het opnieuw als het niet lukt.",
        "Haal de afschriften na negen uur met de hand op.",
    ),
    Story(
        "integrations",
        K,
        QUESTION,
        "Welke velden stuurt de koppeling mee?",
        "Voor een nieuw rapport willen we weten welke velden de medewerkerskoppeling meestuurt.",
        "In de beschrijving van de koppeling staat de volledige lijst; ik stuur je de link.",
        "De lijst met velden staat bij de koppeling onder Beschrijving.",
    ),
    Story(
        "app",
        E,
        STILL,
        "Salarisstroken leeg in app",
        "In de app opent de salarisstrook, maar de pagina blijft wit.",
        "We zien het op toestellen met de nieuwste versie. Er komt een nieuwe versie van de app.",
        "De nieuwe versie van de app laat de strook weer zien.",
        "In de browser op de telefoon werkt het wel.",
    ),
    Story(
        "app",
        K,
        QUESTION,
        "Kan de app ook in het Engels?",
        "Nieuwe collega’s spreken nog geen Nederlands. Is er een Engelse app?",
        "Ja, onder Ik, Taal kiest iedereen zelf.",
        "De taal kies je in de app onder Ik, Taal.",
    ),
    Story(
        "app",
        E,
        HINDERED,
        "Uren invullen lukt niet zonder bereik",
        "In de kelder van ons gebouw is geen bereik. De app verliest dan ingevulde uren.",
        "De app bewaart ze pas sinds de vorige versie. Welke versie zien jullie?",
        "Vanaf de huidige versie bewaart de app uren tot er weer bereik is.",
    ),
    Story(
        "payroll",
        E,
        HINDERED,
        "Payslip shows the wrong holiday allowance",
        "For two employees the holiday allowance on the payslip is half of what we expect.",
        "Both started halfway through the period. I am checking how the allowance was built up.",
        "The allowance is now built up from the first working day. The difference comes with the next run.",
    ),
    Story(
        "portal",
        K,
        QUESTION,
        "How do I change the approver during a holiday?",
        "Our team lead is away for three weeks. Can somebody else approve leave requests?",
        "Yes: under Approval, Deputies you choose who stands in and until when.",
        "A deputy with an end date takes over all approvals.",
    ),
)
REPLIES = ("Dank, dat werkt.", "Dat was het, bedankt.", "Gecontroleerd: klopt nu.", "Thanks, that solved it.")
REMARKS = ("Snel en duidelijk.", "", "Fijn dat je meekeek.", "", "Had iets sneller gemogen, maar goed opgelost.", "")
