using HourExchange.Plumbing;

namespace HourExchange.Ledger.Domain;

/// <summary>What a payment's date and reference must be. Pure.</summary>
internal static class PaymentRules
{
    public const int ReferenceLimit = 140;

    public static Refusal? Check(DateOnly paidOn, string reference, DateOnly today)
    {
        if (paidOn.Year < 1900 || paidOn > today)
        {
            return Refusal.Invalid("payment-date-invalid", "A payment is recorded when it is made: its day is today or before.");
        }

        return string.IsNullOrWhiteSpace(reference) || reference.Length > ReferenceLimit || reference.Any(char.IsControl)
            ? Refusal.Invalid("payment-reference-invalid", $"The payment's reference has 1 to {ReferenceLimit} characters.")
            : null;
    }
}
