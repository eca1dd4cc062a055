namespace HourExchange.Interventions.Committees.Domain;

/// <summary>How many seats an institution has in a committee, and whom it sends.</summary>
/// <param name="Institution">Whose seats they are.</param>
/// <param name="Seats">1 to 50.</param>
/// <param name="Role">In words, 1 to 200 characters: a function, never a person.</param>
public sealed record SeatRule(string Institution, int Seats, string Role);
