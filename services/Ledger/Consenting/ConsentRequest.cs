using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Consenting;

/// <summary>A consent to what was read.</summary>
/// <param name="Hash">Of the proposal that was read.</param>
public sealed record ConsentRequest(string Hash);

/// <summary>Why somebody asks or refuses.</summary>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record ReasonRequest(string Reason)
{
    public const int Limit = 500;

    /// <summary>Reasons stay on record, and stand on one line of what is printed.</summary>
    public static Refusal? Check(string reason) =>
        Texts.IsOneLine(reason, Limit) ? null : Refusal.Invalid("reason-invalid", $"A reason has 1 to {Limit} characters on one line.");
}
