namespace HourExchange.Words.Reading;

/// <summary>Quantities with their units: those that many agreements have are known in every language, others stand as the terms write them.</summary>
public static class Units
{
    private const string NoBreak = "\u00A0";

    /// <summary><c>2 périodes</c>; in French one and a half is still one.</summary>
    public static string Quantity(Spelling spelling, decimal quantity, string unit) =>
        spelling.Quantity(quantity) + NoBreak + Name(spelling.Language, unit, spelling.Language.StartsWith("fr", StringComparison.Ordinal) ? quantity >= 2 : quantity != 1);

    /// <param name="language">BCP 47.</param>
    /// <param name="unit">Its code in the terms.</param>
    public static string Name(string language, string unit, bool many = false) => Wording.Of("Units", language).Find(many ? $"{unit}.many" : unit) ?? unit;
}
