using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>What a payment's date and reference must be. Pure.</summary>
internal static class PaymentRules
{
    public const int ReferenceLimit = 140;

    /// <summary>Where no day is known from which something was owed.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <param name="owedSince">The day before which nothing was owed: the year's last.</param>
    public static Refusal? Check(DateOnly paidOn, string reference, DateOnly owedSince, DateOnly today)
    {
        if (paidOn < owedSince || paidOn > today)
        {
            return Refusal.Invalid("payment-date-invalid", $"A payment is recorded when it is made: its day lies between {owedSince:yyyy-MM-dd} and today.");
        }

        return Texts.IsOneLine(reference, ReferenceLimit)
            ? null : Refusal.Invalid("payment-reference-invalid", $"The payment's reference has 1 to {ReferenceLimit} characters.");
    }
}
