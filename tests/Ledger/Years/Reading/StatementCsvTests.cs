using System.Text;
using HourExchange.Ledger.Years.Reading;

namespace HourExchange.Tests.Ledger.Years.Reading;

public sealed class StatementCsvTests
{
    private static readonly DateTimeOffset Then = new(2014, 10, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly StatementLineView Taught = new(
        "lines", 7, "intervention", Guid.Empty, 2, new DateOnly(2014, 10, 1), new DateOnly(2014, 10, 3), Then, "HG", "HETS", "promotion",
        "-12", "réf; \"deux\"", "HG-031", "cours", "1.5", "heure", 90, "4/3", 1, 120, -120, null, 9, null, true,
        [new KeyView("HG", "hg-approver", Then, false), new KeyView("HETS", "system", Then, true)], "00ff");

    private static readonly string[] Written =
    [
        "Rubrique;Écriture;Type;Date;Date de valeur;A donné;A reçu;Domaine;Nature;Intervenant·e;Référence (origine);Référence (accueil);Quantité;Unité;Minutes enseignées;Coefficient;Minutes créditées;Solde de la paire;Extourne;Extournée par;Employeur non informé;Clés;Empreinte",
        "Interventions;7;intervention;01.10.2014;03.10.2014;HG;HETS;promotion;cours;HG-031;'-12;\"réf; \"\"deux\"\"\";1,5;heure;90;'4/3;120;-120;;9;oui;HG, HETS (tacite);00ff",
        "Report et ouverture;7;ouverture;01.10.2014;03.10.2014;HG;HETS;promotion;;'\t@x;'=1+1; devant;;\"deux\nlignes\";;;120;-120;3;;;;00ff",
        "Ajustements;7;ajustement;01.10.2014;03.10.2014;HG;HETS;promotion;;'\t@x;'=1+1; devant;;\"deux\nlignes\";;;120;-120;3;;;;00ff",
        "Clôture;7;compensation;01.10.2014;03.10.2014;HG;HETS;promotion;;'\t@x;'=1+1; devant;;\"deux\nlignes\";;;120;-120;3;;;;00ff",
        "Interventions tardives;7;extourne;01.10.2014;03.10.2014;HG;HETS;promotion;;'\t@x;'=1+1; devant;;\"deux\nlignes\";;;120;-120;3;;;;00ff",
        "Clôture;7;report;01.10.2014;03.10.2014;HG;HETS;promotion;cours;HG-031;'-12;\"réf; \"\"deux\"\"\";1,5;heure;90;'4/3;120;-120;;9;oui;HG, HETS (tacite);00ff",
        "Clôture;7;règlement;01.10.2014;03.10.2014;HG;HETS;promotion;cours;HG-031;'-12;\"réf; \"\"deux\"\"\";1,5;heure;90;'4/3;120;-120;;9;oui;HG, HETS (tacite);00ff",
        "Interventions;7;intervention;01.10.2014;03.10.2014;HG;HETS;promotion;cours;HG-031;'-12;\"réf; \"\"deux\"\"\";1,5;heure;90;'4/3;120;-120;;12 (en 2015-2016);oui;HG, HETS (tacite);00ff",
    ];

    // What a spreadsheet would work stands behind an apostrophe; numbers stay numbers.
    [Fact]
    public async Task A_statement_is_written_as_a_French_spreadsheet_reads_it()
    {
        StatementLineView[] lines =
        [
            Taught,
            .. new[] { "opening", "adjustments", "closing", "late" }.Zip(["opening", "adjustment", "compensation", "reversal"]).Select(name => Taught with
            {
                Section = name.First, Kind = name.Second, LendingReference = "=1+1", ReceivingReference = " devant", Contributor = "\t@x", Nature = null, Quantity = null,
                Unit = "deux\nlignes", TaughtMinutes = null, Coefficient = null, Reverses = 3, ReversedBy = null, EmployerUninformed = false, Keys = [],
            }),
            Taught with { Section = "closing", Kind = "carry-forward" },
            Taught with { Section = "closing", Kind = "settlement" },
            Taught with { ReversedBy = 12, ReversedIn = "2015-2016" },
        ];
        using var written = new MemoryStream();
        await StatementCsv.Write(
            written, new StatementView("B", "2014-2015", default, default, "open", null, null, null, null, null, null, [], [], lines.Length, lines.ToAsyncEnumerable(), []), TestContext.Current.CancellationToken);
        var file = written.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal(string.Concat(Written.Select(line => line + "\r\n")), Encoding.UTF8.GetString(file.AsSpan(3)));
    }
}
