using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class LayerLifeTests
{
    private static readonly string[] Roles = ["operator", "registrar", "approver", "finance", "management", "auditor", "admin"];

    /// <summary>A layer's state and version, who consented, who asks: why they cannot consent, why they cannot withdraw, and what management is shown.</summary>
    [Theory]
    [InlineData("pending", 1, "", "HG", "b", null, "layer-not-pending", "consent")]
    [InlineData("pending", 2, "", "HG", "b", null, null, "consent withdraw")]
    [InlineData("pending", 2, "HETS:a", "HG", "b", null, null, "consent withdraw")]
    [InlineData("pending", 2, "HETS:a", "HG", "a", "consented-by-same-person", null, "withdraw")]
    [InlineData("pending", 2, "HETS:a", "HETS", "a", null, null, "withdraw")]
    [InlineData("pending", 2, "HETS:a", "HETS", "c", null, null, "withdraw")]
    [InlineData("inForce", 2, "HETS:a HG:b", "HG", "b", null, "layer-not-pending", "")]
    [InlineData("inForce", 1, "HETS:a HG:b", "HG", "a", "consented-by-same-person", "layer-not-pending", "")]
    [InlineData("withdrawn", 2, "HETS:a", "HG", "b", "consent-hash-unknown", "layer-not-pending", "")]
    public void Each_management_consents_by_a_person_of_its_own_and_any_takes_an_amendment_back_until_all_have(
        string state, int version, string consented, string institution, string subject, string? consent, string? withdrawal, string acts)
    {
        var asked = LayerLife.Asked("h", ["HETS", "HG"], consented.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => (one.Split(':')[0], one.Split(':')[1])), null, null);
        Assert.Equal(consent, LayerLife.CheckConsent(state, earlierPending: false, asked, institution, subject)?.Code);
        Assert.Equal(withdrawal, LayerLife.CheckWithdrawal(state, version)?.Code);
        foreach (var role in Roles)
        {
            Assert.Equal(
                role == "management" ? acts : "", string.Join(' ', LayerLife.ActsOf(state, version, earlierPending: false, asked, institution, role, subject)));
        }

        var waits = LayerLife.ActsOf(state, version, earlierPending: true, asked, institution, "management", subject);
        Assert.Equal(acts.Replace("consent", "", StringComparison.Ordinal).Trim(), string.Join(' ', waits));
    }

    [Fact]
    public void The_last_consent_puts_it_in_force_and_a_further_one_changes_nothing()
    {
        Assert.Equal("pending", LayerLife.Table.Next("pending", LayerAct.Consent, isWhole: false));
        Assert.Equal("inForce", LayerLife.Table.Next("pending", LayerAct.Consent));
        Assert.Equal("inForce", LayerLife.Table.Next("inForce", LayerAct.Consent));
        Assert.Equal("withdrawn", LayerLife.Table.Next("pending", LayerAct.Withdraw));
        Assert.Equal(3, LayerLife.Table.Steps.Count);
    }
}
