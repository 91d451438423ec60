// The Functions app on the Flex Consumption plan, billed by what it does. It reaches storage, bus and vault with
// its own identity; the roles are in access.bicep.

param location string
param name string
param maximumInstances int
param storageAccount string
param packageContainer string
param tableEndpoint string
param busHost string
param superserviceKeyUri string
param encryptionKeyUri string
param applicationInsights string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'SystemAssignedIdentity'
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights
      AzureWebJobsStorage__accountName: storageAccount
      AzureWebJobsStorage__credential: 'managedidentity'
      ServiceBus__fullyQualifiedNamespace: busHost
      Tables__Endpoint: tableEndpoint
      // Requests come from the host on the same machine; the platform's front end says for whom.
      Limits__TrustedProxies__0: '127.0.0.1'
      Limits__TrustedProxies__1: '::1'
      // One service's requests do not slow another's.
      Limits__Service__Enabled: 'true'
      Admin__SuperserviceKey: '@Microsoft.KeyVault(SecretUri=${superserviceKeyUri})'
      Secrets__EncryptionKey: '@Microsoft.KeyVault(SecretUri=${encryptionKeyUri})'
    }
  }
}

output app string = app.name
output url string = 'https://${app.properties.defaultHostName}'
output principal string = app.identity.principalId
