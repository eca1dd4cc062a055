using HourExchange.Plumbing;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Taught time in whole minutes: 1 to 1440. Longer is two interventions.</summary>
public readonly record struct TaughtMinutes
{
    public const int Limit = 1440;

    private TaughtMinutes(int value) => Value = value;

    public int Value { get; }

    /// <param name="quantity">In units; above zero.</param>
    /// <param name="unitMinutes">Minutes in one unit.</param>
    /// <returns>Refusals: quantity-not-positive, quantity-too-precise, minutes-not-whole, minutes-over-a-day.</returns>
    public static Decision<TaughtMinutes> Of(decimal quantity, int unitMinutes)
    {
        if (quantity <= 0)
        {
            return Refusal.Invalid("quantity-not-positive", "The quantity must be above zero.");
        }

        if (quantity > Limit)
        {
            return Refusal.Invalid("minutes-over-a-day", "A line lasts at most 24 hours.");
        }

        if (decimal.Round(quantity, 4) != quantity)
        {
            return Refusal.Invalid("quantity-too-precise", "A quantity has at most four decimals.");
        }

        var minutes = quantity * unitMinutes;
        if (minutes != decimal.Truncate(minutes))
        {
            return Refusal.Invalid("minutes-not-whole", $"{quantity} × {unitMinutes} min is not a whole number of minutes.");
        }

        return minutes > Limit
            ? Refusal.Invalid("minutes-over-a-day", "A line lasts at most 24 hours.")
            : new TaughtMinutes((int)minutes);
    }
}
