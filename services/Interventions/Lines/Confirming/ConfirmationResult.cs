namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>What became of the lines asked for.</summary>
/// <param name="Turned">Keys turned.</param>
/// <param name="Confirmed">Lines that now have both keys.</param>
internal sealed record ConfirmationResult(int Turned, int Confirmed, IReadOnlyList<RefusedLine> Refused);
