using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Printing;
using HourExchange.Ledger.Reconciling.Reading;

namespace HourExchange.Tests.Ledger.Reconciling;

public sealed class PrintedReconciliationTests
{
    private static readonly DateTimeOffset Then = new(2015, 9, 2, 8, 5, 0, TimeSpan.Zero);

    private static readonly StoredItem Both = new(
        1, ListFindings.Different, 12, Guid.Empty, "R-1", "Q-1", "HETS", new DateOnly(2014, 10, 3), 60, "promotion", "td", "2015-2016", 4, "r1", "HETS",
        new DateOnly(2014, 10, 1), 45, "migration", "cours", ComparedLine.ByDateAndMinutes, -15, -2, true, true);

    private const string Printed = """
        RAPPROCHEMENT   convention HETS-HG, année 2014-2015, HG et HETS

        Liste remise par HG (hg-finance) le 2015-09-02 08:05 UTC
        SHA-256 du fichier   ab12
        Livre jusqu'à l'écriture 34, minutes {0}, en h:mm
        Concordant 0, à corriger 1, absent ici 1, absent là-bas 0
        Écarts réglés d'un commun accord   1 sur 2

        À CORRIGER
          pos.  date        donne         référence                 domaine               nature                livre      liste      écart  remarque
        ---------------------------------------------------------------------------------------------------------------------------------------------
             1  2014-10-03  HETS          r1                        promotion             td                     1:00       0:45      -0:15  écriture 12 ; rang 4 ; date -2 j ; domaine promotion → migration ; nature td → cours ; trouvé par date et durée, réf. du livre R-1 ; passée en 2015-2016
                HG, 2015-09-02 : le livre fait foi : vu le registre
                HG, 2015-09-02 : la liste fait foi : vu le registre
                HG, 2015-09-02 : ligne à corriger : vu le registre
                HG, 2015-09-02 : sans suite : vu le registre
        ---------------------------------------------------------------------------------------------------------------------------------------------
                total       HETS                                                                                 1:00       0:45      -0:15

        ABSENT ICI : dans la liste, pas dans le livre
          pos.  date        donne         référence                 domaine               nature                livre      liste      écart  remarque
        ---------------------------------------------------------------------------------------------------------------------------------------------
             2  2014-11-03  HG                                      a-domain-with-a-lon…  td                                1:35      +1:35  rang 9
        ---------------------------------------------------------------------------------------------------------------------------------------------
                total       HG                                                                                   0:00       1:35      +1:35

        ABSENT LÀ-BAS : dans le livre, pas dans la liste
          pos.  date        donne         référence                 domaine               nature                livre      liste      écart  remarque
        ---------------------------------------------------------------------------------------------------------------------------------------------
                néant

        CONCORDANT
          pos.  date        donne         référence                 domaine               nature                livre      liste      écart  remarque
        ---------------------------------------------------------------------------------------------------------------------------------------------
                néant

        TOTAL
        ---------------------------------------------------------------------------------------------------------------------------------------------
                total       HETS                                                                                 1:00       0:45      -0:15
                total       HG                                                                                   0:00       1:35      +1:35

        """;

    [Theory]
    [InlineData("credited", "créditées")]
    [InlineData("taught", "données")]
    public async Task A_comparison_is_printed_in_French(string basis, string minutes)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var view = new ReconciliationView(
            Guid.Empty, "HETS-HG", "2014-2015", "HG", "hg-finance", "HETS", Then, "ab12", 34, basis, 0, 1, 1, 0, 0, 0, null, []);
        var outcomes = new[] { "book-stands", "list-stands", "line-to-correct", "no-action" }.Select(outcome => new OutcomeView("HG", "x", Then, outcome, "vu\nle registre", true))
            .Append(new OutcomeView("HETS", "y", Then, "no-action", null, false)).ToLookup(_ => 1);
        var report = new PrintedReconciliation(text, view, outcomes);
        await report.WriteHead(1);
        await report.Write(Both);
        await report.Write(new StoredItem(
            2, ListFindings.MissingHere, null, null, null, null, null, null, null, null, null, null, 9, null, "HG", new DateOnly(2014, 11, 3), 95, "a-domain-with-a-long-name",
            "td", null, 95, 0, false, false));
        await report.WriteEnd();
        Assert.Equal(Printed.Replace("{0}", minutes, StringComparison.Ordinal), text.ToString());
    }

    [Fact]
    public async Task What_both_say_is_printed_as_agreed()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var outcomes = new[] { "HG", "HETS" }.Select(institution => new OutcomeView(institution, "x", Then, "line-to-correct", null, true)).ToLookup(_ => 1);
        var report = new PrintedReconciliation(
            text, new ReconciliationView(Guid.Empty, "HETS-HG", "2014-2015", "HG", "x", "HETS", Then, "ab12", 34, "taught", 0, 1, 0, 0, 0, 0, null, []), outcomes);
        await report.Write(Both with { LendingReference = null, ReceivingReference = null, ListReference = null });
        Assert.Contains("        HG, 2015-09-02 : ligne à corriger\n        HETS, 2015-09-02 : ligne à corriger\n        d'accord : ligne à corriger\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("réf. du livre sans", text.ToString(), StringComparison.Ordinal);
    }
}
