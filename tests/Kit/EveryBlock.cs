using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Tests.Kit;

/// <summary>A sheet with every block there is: the figures of the design kit's printed yearly report, and made-up ones where it has none.</summary>
internal static class EveryBlock
{
    private static readonly string[] Natures = ["Conférence", "Cours", "Sélection", "Jury", "Évaluation sur site", "TD", "Accompagnement"];
    private static readonly long[] Given = [6_034, 3_694, 3_300, 3_195, 3_945, 2_820, 2_800];
    private static readonly long[] Taken = [9_050, 5_988, 5_625, 5_625, 4_710, 5_010, 3_090];
    private static readonly long[] Before = [-4_078, -1_081, -2_295, 165, -2_130, -2_520, -1_660];

    // The balance at the end of each month from September 2014 on, and the carry of September 2015.
    private static readonly (int Year, int Month, int Day, long Minutes)[] Balance =
    [
        (2014, 9, 1, 0), (2014, 9, 30, -734), (2014, 10, 31, -2_428), (2014, 11, 30, -3_804), (2014, 12, 31, -4_795), (2015, 1, 31, -4_989), (2015, 2, 28, -4_734),
        (2015, 3, 31, -7_288), (2015, 4, 30, -8_888), (2015, 5, 31, -12_040), (2015, 6, 30, -13_599), (2015, 9, 1, -5_420), (2015, 9, 30, -7_285), (2015, 10, 31, -7_850),
        (2015, 11, 30, -7_055), (2015, 12, 31, -8_352), (2016, 1, 31, -12_395), (2016, 2, 29, -13_905), (2016, 3, 31, -14_963), (2016, 4, 30, -16_663), (2016, 5, 31, -17_516),
        (2016, 6, 30, -18_730),
    ];

    /// <param name="language">Of what the forms say by themselves; the sheet's own words are French whatever it is.</param>
    public static Sheet In(string language) => new("bilan-hets-hg-2015-2016", language, "Bilan 2015-2016",
        "HETS a reçu 221:50 de plus qu’elle n’a donné. À payer 12’490.84\u00A0CHF à HG, 120:00 sont reportées.",
        [
            new("", [new TableBlock(Result)]),
            new("Trois constats",
            [
                new Sentences(
                [
                    new("L’écart passe de 10:20 à 83:46\u00A0: première année entière, HG donne 163:48.", "Formation continue."),
                    new("L’écart se réduit de 98:02 à 33:55\u00A0: HETS donne 43:31 de conférences, contre 19:08.", "Promotion des métiers."),
                    new("Les cours de HETS sont divisés par deux\u00A0; l’écart est de 49:22.", "Formation de base."),
                ], Numbered: true),
            ]),
            new("Formation pratique, engagements",
            [
                new Facts([("Places de formation pratique", "27 en 2016, 25 en 2013, 18 en 2012 (2016\u00A0: exemple)"), ("Engagements", "2 tenus, 1 en cours, 1 en retard"), ("Sans commentaire", "FEE / FTP, Conclusion")]),
            ]),
            new("À décider", [new TableBlock(ToDecide), new Paragraph("HETS et HG approuvent quand toutes les rubriques ont un texte.")]),
            new("Natures",
            [
                new DivergingBars(
                    "HG donne plus que HETS dans les sept natures", "Heures créditées par nature, 2015-2016", "Heures données par nature, 2015-2016",
                    "Barres par nature. HG donne plus que HETS dans les sept natures.", "HETS donne", "HG donne",
                    [.. Natures.Select((nature, index) => (nature, Given[index], Taken[index]))])
                { Rows = ByNature },
                new TableBlock(ByNature),
            ], OnNewPage: true),
            new("Dans le temps",
            [
                new StepLine(
                    "Après le report de 90:20, le solde descend de nouveau de 221:50 en un an", "Solde de HETS envers HG, heures créditées",
                    "Solde de HETS envers HG, de septembre 2014 à août 2016", "Ligne en escalier. Partie de zéro, elle finit à −312:10 le 31.08.2016.",
                    [.. Balance.Select(point => (new DateOnly(point.Year, point.Month, point.Day), point.Minutes))], new DateOnly(2016, 8, 31),
                    [("seuil", 4_800), ("seuil", -4_800)], [10, 11, 21])
                { Rows = OverTime },
                new GroupedBars(
                    "HETS donne 26:15 de plus, HG 21:26 de plus", "Heures créditées par année", "Heures par année", "Barres, deux années.", ["HETS donne", "HG donne"],
                    [("2014-2015", [24_213, 37_812]), ("2015-2016", [25_788, 39_098])])
                {
                    Rows = Table.Of("years", "Heures créditées par année", [new("year", "Année"), new("hets", "HETS donne", CellKind.Minutes), new("hg", "HG donne", CellKind.Minutes)],
                        [new(["2014-2015", 24_213L, 37_812L]), new(["2015-2016", 25_788L, 39_098L])]),
                },
                new Flows(
                    "HG donne le plus\u00A0; la promotion des métiers reçoit surtout d’elle", "Heures créditées, chiffres d’exemple, de l’institution vers le domaine",
                    "De qui viennent les heures, et pour quel domaine", "Deux colonnes, chiffres d’exemple.", Streams)
                {
                    Rows = Table.Of("flows", "De qui, pour quel domaine", [new("from", "Donne"), new("to", "Domaine"), new("minutes", "Heures", CellKind.Minutes, Summed: true)],
                        Streams.Select(stream => new Row([stream.From, stream.To, stream.Minutes]))) with
                    { TotalName = "Total" },
                },
            ]),
            new("Commentaire",
            [
                new Markdown(
                    "**Constats.** Le comité de pilotage a siégé le 17.03.2016.\n\n**Principes.** Deux séances par an\u00A0; chaque séance suit l’échéancier, [publié](https://example.org/plan).\n\n"
                    + "- Une action a dépassé son échéance.\n- Fixer la séance de décembre 2016 dès septembre.", "Organisation et plan d’action"),
                new Markdown("**Constats.** Les cours donnés par HETS passent de 49:08 à 24:23\u00A0; le solde se creuse de 9:47.\n\n**Perspectives.** Co-enseigner le droit de l’aide sociale.", "Enseignements, formation de base"),
            ]),
            new("Approbation", [new Signatures([("HETS, Haute école de travail social, Genève", "La direction. Lieu, date, fonction"), ("HG, Hospice général, Genève", "La direction. Lieu, date, fonction")])]),
            new("Annexe", [new TableBlock(Annex)], OnNewPage: true),
        ])
    {
        Above = ["HETS, Haute école de travail social · HG, Hospice général", "Convention HETS-HG 2012", "Provisoire au 06.10.2016"],
        Figures =
        [
            new("HETS a donné", "429:48", "403:33 en 2014-2015, +26:15"), new("HETS a reçu", "651:38", "630:12 en 2014-2015, +21:26"),
            new("Solde de l’année", "−221:50", "−226:39 en 2014-2015, +4:49"), new("Avec l’ouverture", "−312:10", "report du 01.09.2015\u00A0: −90:20"),
        ],
        Information = [("Complet jusqu’à l’écriture", "n° 873"), ("Empreinte", "b772 0e41 9c3d 5a17 0f22 8be4 61aa 03d9")],
        RunningHead = "HETS, HG · Bilan 2015-2016 · Provisoire, empreinte b772 0e41",
    };

    private static (string From, string To, long Minutes)[] Streams =>
    [
        ("HETS", "Formation de base", 7_200), ("HETS", "Promotion des métiers du social", 4_800), ("HETS", "Recherche", 6_600), ("HETS", "Formation continue", 3_600),
        ("HG", "Formation de base", 9_600), ("HG", "Promotion des métiers du social", 10_800), ("HG", "Recherche", 6_000), ("HG", "Formation continue", 9_000),
        ("Institution B", "Formation de base", 4_200), ("Institution B", "Promotion des métiers du social", 1_800), ("Institution B", "Recherche", 3_000), ("Institution B", "Formation continue", 5_400),
    ];

    private static Table Result => Table.Of("result", "Résultat",
        [new("part", "Part"), new("hours", "Heures", CellKind.Minutes, Summed: true), new("amount", "Montant", CellKind.Money, Currency: "CHF"), new("from", "De, à"), new("when", "Quand", CellKind.Day)],
        [
            new(["Reporté à 2016-2017", 7_200L, Cell.Empty, "HETS doit à HG", new DateOnly(2016, 9, 1)]),
            new(["À payer, 2015-2016", 11_530L, 12_490.84m, "HETS à HG", new DateOnly(2016, 10, 14)]),
        ]) with
    { Subtitle = "selon le projet de décompte signé par HG", TotalName = "Solde au 31.08.2016" };

    private static Table ToDecide => Table.Of("to-decide", "À décider", [new("what", "Quoi"), new("who", "Par"), new("until", "Jusqu’au", CellKind.Day)],
        [
            new(["Avenant 1, accompagnement de 2/3 à 1\u00A0: accord de HETS", "direction de HETS", new DateOnly(2017, 8, 31)]),
            new(["Payer le règlement 2014-2015\u00A0: 8’860.58\u00A0CHF à HG", "finances de HETS", new DateOnly(2016, 10, 14)]),
            new(["Les trois groupes dépassent le seuil de 80:00\u00A0: 123:17, 94:47, 94:06", "comité de pilotage", Cell.Empty]),
            new(["Reconduire ou dénoncer\u00A0: dernier jour de réception de la dénonciation", "direction", new DateOnly(2018, 1, 13)]),
        ]);

    private static Table ByNature => Table.Of("natures", "Heures créditées par nature",
        [
            new("nature", "Nature"), new("given", "HETS donne", CellKind.Minutes, Summed: true), new("received", "HG donne", CellKind.Minutes, Summed: true),
            new("balance", "Solde de HETS", CellKind.Minutes, Summed: true), new("before", "2014-2015", CellKind.Minutes, Summed: true), new("share", "Part", CellKind.Share),
        ],
        Natures.Select((nature, index) => new Row([nature, Given[index], Taken[index], Given[index] - Taken[index], Before[index], Math.Round((Given[index] + Taken[index]) / 64_886m, 4)]))) with
    { TotalName = "Total" };

    private static Table OverTime => Table.Of("over-time", "Solde de HETS à la fin du mois", [new("day", "Jour", CellKind.Day), new("balance", "Solde", CellKind.Minutes)],
        Balance.Select(point => new Row([new DateOnly(point.Year, point.Month, point.Day), point.Minutes])));

    private static Table Annex => Table.Of("lines", "Annexe\u00A0: lignes",
        [
            new("number", "N°", CellKind.Count), new("date", "Date", CellKind.Day), new("reference", "Référence"), new("domain", "Domaine"), new("code", "Code"), new("nature", "Nature"),
            new("quantity", "Quantité", CellKind.Quantity), new("unit", "Unité"), new("taught", "Donné", CellKind.Minutes, Summed: true),
            new("hets", "HETS crédité", CellKind.Minutes, Summed: true), new("hg", "HG crédité", CellKind.Minutes, Summed: true),
        ],
        Enumerable.Range(0, 90).Select(index => new Row(
            [
                413L + index, new DateOnly(2015, 9, 1).AddDays(index * 4), $"2015-{index:0000}", "Promotion mét.", index % 2 == 0 ? "HETS-020" : "HG-015", Natures[index % 7], 1.5m + (index % 3), "période",
                90L + (index % 3), index % 2 == 0 ? 90L : Cell.Empty, index % 2 == 1 ? 60L : Cell.Empty,
            ],
            $"Mois {Spelling.Of("fr-CH").Month(new DateOnly(2015, 9, 1).AddDays(index * 4))}",
            index switch { 7 => RowMark.Late, 11 => RowMark.Reversal, _ => RowMark.None }))) with
    { SubtotalName = "Somme du mois", TotalName = "Total" };
}
