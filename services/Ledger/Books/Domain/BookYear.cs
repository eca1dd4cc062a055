namespace HourExchange.Ledger.Books.Domain;

/// <summary>A year of a book whose end has been begun, or the year after it.</summary>
/// <param name="State">One of <see cref="YearState"/>.</param>
/// <param name="Statement">The statement that is drafted, signed or stands; null where the year is open.</param>
internal sealed record BookYear(string Book, string Year, DateOnly FirstDay, DateOnly LastDay, string State, Guid? Statement);
