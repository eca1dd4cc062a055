using HourExchange.Interventions;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Contributors.Forgetting;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Interventions.Lines.Domain;

// The page that is printed from the code (./hx openapi writes it).
if (args is ["states"])
{
    Console.Write($"{StatesPage.Print()}\n{LayerLife.Print()}\n{CommitteeLife.Print()}\n{DocumentLife.Print()}");
    return 0;
}

// ./hx restore applies the list of the forgotten to what came out of the backup.
if (args is ["forget-again", var forgotten])
{
    return await ForgetAgain.FromFile(forgotten);
}

return await InterventionsService.Host.Main(args);
