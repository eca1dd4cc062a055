using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A good line about to be written.</summary>
internal sealed record NewLine(Guid Id, LineToRegister Line, int TaughtMinutes)
{
    public LineDraft Draft => Line.Draft;
}
