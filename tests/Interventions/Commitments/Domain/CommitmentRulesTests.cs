using HourExchange.Interventions.Commitments.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Commitments.Domain;

public sealed class CommitmentRulesTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("HG", null)]
    [InlineData("ISSM", "institution-unknown")]
    [InlineData("hg", "institution-unknown")]
    [InlineData("", "institution-unknown")]
    public void A_commitment_is_owed_by_a_party_or_by_all(string? owedBy, string? code) =>
        Assert.Equal(code, CommitmentRules.Check(Given.InForce(), "other", "Ensemble", null, owedBy)?.Code);
}
