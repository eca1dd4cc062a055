using HourExchange.Interventions;

// The page that is printed from the code (./hx openapi writes it).
if (args is ["states"])
{
    Console.Write(HourExchange.Interventions.Domain.StatesPage.Print());
    return 0;
}

return await InterventionsService.Host.Main(args);
