using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Domain;

public sealed class FindingsTests
{
    private static readonly string[] Parties = ["HETS", "HG"];

    [Fact]
    public void The_domains_that_differ_most_from_the_year_before_come_first_and_say_who_leads()
    {
        var findings = Findings.Of(
            [Flow("HETS", "HG", "base", 100), Flow("HG", "HETS", "base", 160), Flow("HG", "HETS", "recherche", 50), Flow("HETS", "HG", "promotion", 80), Flow("HETS", "HG", "continue", 10)],
            [Flow("HETS", "HG", "base", 60), Flow("HG", "HETS", "promotion", 100), Flow("HG", "HETS", "recherche", 40), Flow("HETS", "HG", "continue", 10)],
            Parties);
        // Base has another leader and a gap as large as before: its size is what is told.
        Assert.Equal(
            [("gap-narrowed", "promotion", "HETS", 80L, 100L, 80L, 0L), ("gap-widened", "recherche", "HG", 50L, 40L, 50L, 0L)],
            findings.Select(finding => (finding.Kind, finding.Domain, finding.Leader, finding.Gap, finding.GapBefore, finding.LeaderGiven, finding.OtherGiven)));
    }

    [Fact]
    public void Without_a_year_before_the_largest_gaps_are_told_and_what_is_even_is_not()
    {
        var findings = Findings.Of(
            [Flow("HETS", "HG", "a", 10), Flow("HG", "HETS", "b", 30), Flow("HETS", "HG", "c", 20), Flow("HETS", "HG", "d", 5), Flow("HETS", "HG", "e", 7), Flow("HG", "HETS", "e", 7)], [], Parties);
        Assert.Equal(["b HG 30 first-year", "c HETS 20 first-year", "a HETS 10 first-year"], findings.Select(finding => $"{finding.Domain} {finding.Leader} {finding.Gap} {finding.Kind}"));
    }

    [Fact]
    public void A_domain_that_was_left_is_told_and_one_that_stayed_is_not()
    {
        var finding = Assert.Single(Findings.Of([Flow("HETS", "HG", "a", 10)], [Flow("HETS", "HG", "a", 10), Flow("HG", "HETS", "b", 25)], Parties));
        Assert.Equal(("gap-narrowed", "b", 0L, 25L, 0L, 0L), (finding.Kind, finding.Domain, finding.Gap, finding.GapBefore, finding.LeaderGiven, finding.OtherGiven));
    }

    private static DomainFlow Flow(string from, string to, string domain, long minutes) => new(from, to, domain, minutes);
}
