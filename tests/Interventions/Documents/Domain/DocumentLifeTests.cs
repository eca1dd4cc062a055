using HourExchange.Interventions.Documents.Domain;

namespace HourExchange.Tests.Interventions.Documents.Domain;

public sealed class DocumentLifeTests
{
    private static readonly string[] Roles = ["operator", "registrar", "approver", "finance", "management", "auditor", "admin"];

    /// <summary>A document of HETS: why somebody cannot withdraw it, why they cannot read it, and what management is shown.</summary>
    [Theory]
    [InlineData("attached", "HETS", "Mauvais fichier", null, null, "withdraw")]
    [InlineData("attached", "HETS", "x", "reason-missing", null, "withdraw")]
    [InlineData("attached", "HETS", null, "reason-missing", null, "withdraw")]
    [InlineData("attached", "HG", "Mauvais fichier", "document-of-others", null, "")]
    [InlineData("withdrawn", "HETS", "Mauvais fichier", "document-withdrawn", null, "")]
    [InlineData("withdrawn", "HG", "Mauvais fichier", "document-of-others", "document-withdrawn", "")]
    public void Who_attached_it_withdraws_it_once_and_still_reads_it(string state, string institution, string? reason, string? withdrawal, string? reading, string acts)
    {
        Assert.Equal(withdrawal, DocumentLife.CheckWithdrawal(state, "HETS", institution, reason)?.Code);
        Assert.Equal(reading, DocumentLife.CheckReading(state, "HETS", institution)?.Code);
        Assert.All(Roles, role => Assert.Equal(role == "management" ? acts : "", string.Join(' ', DocumentLife.ActsOf(state, "HETS", institution, role))));
    }
}
