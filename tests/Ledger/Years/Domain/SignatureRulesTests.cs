using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Domain;

public sealed class SignatureRulesTests
{
    /// <summary>HETS has signed by "first"; "drafter" drafted.</summary>
    [Theory]
    [InlineData("h", "HG", "second", null)]
    [InlineData("old", "HG", "second", "statement-hash-stale")]
    [InlineData("old", "HG", "drafter", "statement-hash-stale")]
    [InlineData("h", "HG", "drafter", "signed-by-drafter")]
    [InlineData("h", "HETS", "drafter", "signed-by-drafter")]
    [InlineData("h", "HG", "first", "signed-by-same-person")]
    [InlineData("h", "HETS", "first", "already-signed")]
    [InlineData("h", "HETS", "third", "already-signed")]
    public void Each_party_signs_once_by_a_person_of_its_own_who_did_not_draft(string hash, string institution, string subject, string? code)
    {
        Signature[] given = [new("HETS", Signature.OfContent, "first", "h", new DateTime(2015, 10, 1, 0, 0, 0, DateTimeKind.Utc))];
        var asked = SignatureRules.Asked("h", ["HETS", "HG"], "drafter", given);
        Assert.Equal(code, (asked.CheckHash(hash) ?? asked.CheckPerson(institution, subject))?.Code);
        Assert.Equal(["HG"], asked.Waiting);
        Assert.Equal((true, false), (asked.AreWholeWith("HG"), asked.AreWholeWith("HETS")));
    }
}
