namespace HourExchange.Tests.Interventions.Lines.Keeping;

/// <summary>Somebody does something to a line, having read it or not.</summary>
/// <param name="Person">A subject is one person, whichever institution's token it uses.</param>
internal sealed record LineCommand(string Act, string Institution, string Role, string Person, bool IsStale)
{
    public const string NoParty = "CG68";

    private static readonly string[] Acts =
    [
        "approvals", "declines", "deliveries", "confirmations", "confirmations", "confirmations", "disputes", "withdrawals", "corrections", "cancellations",
    ];

    private static readonly string[] Institutions = ["HG", "HETS", "HG", "HETS", "HG", "HETS", "ISSM", NoParty];
    private static readonly string[] RegistrarActs = ["deliveries", "corrections", "cancellations"];

    /// <summary>Mostly in the right role, so that something happens; sometimes not.</summary>
    public static LineCommand Of(int number)
    {
        var random = new Random(number);
        var act = Acts[random.Next(Acts.Length)];
        var right = RegistrarActs.Contains(act) ? "registrar" : "approver";
        return new LineCommand(
            act, Institutions[random.Next(Institutions.Length)], random.Next(10) == 0 ? (right == "registrar" ? "approver" : "registrar") : right,
            $"person-{random.Next(5)}", random.Next(12) == 0);
    }

    public override string ToString() => $"{Act} by {Institution}/{Role}/{Person}{(IsStale ? " (stale)" : "")}";
}
