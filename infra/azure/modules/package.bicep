// The code of the Functions app, which the platform copies from a public address. The app's identity must already have its role on the storage account.

param app string
param package string

resource site 'Microsoft.Web/sites@2024-04-01' existing = {
  name: app
}

resource deployment 'Microsoft.Web/sites/extensions@2024-04-01' = {
  parent: site
  name: 'onedeploy'
  // The compiler's type has no properties.
  #disable-next-line BCP187
  properties: {
    packageUri: package
    remoteBuild: false
  }
}
