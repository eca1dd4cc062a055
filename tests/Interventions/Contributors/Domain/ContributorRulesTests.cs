using HourExchange.Interventions.Contributors.Domain;

namespace HourExchange.Tests.Interventions.Contributors.Domain;

public sealed class ContributorRulesTests
{
    [Theory]
    [InlineData("HG-031", "Zzqa Brevforg", "a@b.invalid", "+41 (22) 000.00/99-1", null)]
    [InlineData("HG-031", "", "", "", null)]
    [InlineData("HG-031", null, null, null, null)]
    [InlineData("HG;031", null, null, null, "contributor-invalid")]
    [InlineData("HG-031", "  ", null, null, "contributor-name-invalid")]
    [InlineData("HG-031", "Zzqa\nBrevforg", null, null, "contributor-name-invalid")]
    [InlineData("HG-031", "Z z z z z z z z z z z", null, null, "contributor-name-invalid")]
    [InlineData("HG-031", null, "Zzqa Brevforg", null, "contributor-mail-invalid")]
    [InlineData("HG-031", null, "a@b@c", null, "contributor-mail-invalid")]
    [InlineData("HG-031", null, null, "Zzqa", "contributor-phone-invalid")]
    [InlineData("HG-031", null, null, "12", "contributor-phone-invalid")]
    public void What_may_be_known_of_a_contributor(string code, string? name, string? mail, string? phone, string? refusal) =>
        Assert.Equal(refusal, ContributorRules.Check(code, name, mail, phone, null)?.Code);

    [Fact]
    public void Fields_of_expertise_are_at_most_20_codes_each_once()
    {
        var twenty = Enumerable.Range(1, 20).Select(number => $"domaine {number}").ToList();
        Assert.Null(ContributorRules.Check("HG-031", null, null, null, twenty));
        Assert.Equal("expertise-invalid", ContributorRules.Check("HG-031", null, null, null, [.. twenty, "encore"])?.Code);
        Assert.Equal("expertise-invalid", ContributorRules.Check("HG-031", null, null, null, ["dettes", "dettes"])?.Code);
        Assert.Equal("expertise-invalid", ContributorRules.Check("HG-031", null, null, null, ["a;b"])?.Code);
    }

    [Fact]
    public void A_refusal_never_repeats_what_was_sent()
    {
        const string Given = "Zzqabrevforg";
        var refusals = new[]
        {
            ContributorRules.Check(Given + ";", null, null, null, null), ContributorRules.Check("C", Given + "\0", null, null, null),
            ContributorRules.Check("C", null, Given, null, null), ContributorRules.Check("C", null, null, Given, null),
            ContributorRules.Check("C", null, null, null, [Given, Given]),
        };
        Assert.All(refusals, refusal => Assert.DoesNotContain("zzqa", Assert.IsType<HourExchange.Plumbing.Refusal>(refusal).Message, StringComparison.OrdinalIgnoreCase));
    }
}
