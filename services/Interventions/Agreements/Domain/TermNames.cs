using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>How people write what the terms have a code for (<see cref="LabelledCodes"/>). What names nothing is a fault of its field. Pure.</summary>
public static class TermNames
{
    public static string NatureOf(AgreementContent terms, string written) => LabelledCodes.CodeOf([.. terms.Natures.Keys], terms.Labels?.Natures, written);

    public static string DomainOf(AgreementContent terms, string written) => LabelledCodes.CodeOf([.. terms.Domains.Keys], terms.Labels?.Domains, written);
}
