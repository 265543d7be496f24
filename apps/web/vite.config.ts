import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page's own host goes on to the server, which refuses requests that come from other sites' pages. */
const server = { target: 'http://localhost:3000', changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: { '/api': server, '/public': server, '/hooks': server },
  },
  build: {
    manifest: true,
    // antd's shared parts are one large, rarely changing file: a warning about its size says nothing new.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // The checks of `@tangram/schema` compile JSON Schemas with ajv, which pages never do (and the content security
      // policy forbids): without this its CommonJS modules would be taken along for their possible side effects.
      treeshake: {
        moduleSideEffects: (id) => !/[\\/]node_modules[\\/]ajv/.test(id) && !/[\\/]packages[\\/]schema[\\/]/.test(id),
      },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/, priority: 30 },
            // A file per icon would be forty requests before the first page is drawn.
            { name: 'icons', test: /node_modules[\\/]@ant-design[\\/]icons/, priority: 25 },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 20 },
            { name: 'graph', test: /node_modules[\\/](@xyflow|@dagrejs|d3-[a-z]+)[\\/]/, priority: 20 },
            {
              name: 'drag',
              test: /node_modules[\\/](@dnd-kit|react-grid-layout|react-draggable|react-resizable)[\\/]/,
              priority: 20,
            },
          ],
        },
      },
    },
  },
});
